import { useState } from 'react'
import { useStore } from 'zustand'
import { SurfaceView } from '../surface/surface-view'
import { AskForm } from './ask-form'
import type { Chat } from './chat'
import styles from './chat.module.css'
import { ConversationTabs } from './conversation-tabs'
import { focusedTab } from './tabs'
import { isRunning } from './transcript'
import { TurnList } from './turn-list'

export interface ChatPanelProps {
  readonly chat: Chat
  readonly talk: readonly number[]
  readonly go: (scene: number) => void
}

/** Questions to Lectern, one conversation a tab. */
export function ChatPanel({ chat, talk, go }: ChatPanelProps) {
  const state = useStore(chat.store)
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const tab = focusedTab(state)
  const { id, transcript, problem } = tab
  const running = isRunning(transcript)
  const warming = tab.surfaces['cache-warming']
  const write = (text: string) => setDrafts((all) => ({ ...all, [id]: text }))
  const ask = (text: string) => {
    if (chat.ask(id, text)) write('')
  }
  const close = (closed: string) => {
    setDrafts(({ [closed]: _, ...others }) => others)
    chat.close(closed)
  }
  return (
    <div className={styles.panel}>
      <ConversationTabs tabs={state.tabs} focused={id} open={chat.open} focus={chat.focus} close={close} />
      <TurnList key={id} transcript={transcript} talk={talk} go={go} />
      <p className={styles.problem} role="status">
        {state.up ? problem : 'The server is away; the conversation goes on when it is back.'}
      </p>
      <AskForm
        text={drafts[id] ?? ''}
        write={write}
        ask={ask}
        stop={() => chat.invoke(id, 'turn', 'turn/stop')}
        state={!state.up ? 'away' : running ? 'answering' : 'ready'}
      />
      {warming && (
        <SurfaceView
          key={`warming ${id}`}
          {...warming}
          invoke={(actionId, payload) => chat.invoke(id, 'cache-warming', actionId, payload)}
        />
      )}
    </div>
  )
}
