import { useEffect, useState } from 'react'
import { systemClock } from '../../../shared/clock'
import { randomHex } from '../../../shared/random-hex'
import { pageSurroundings } from '../../connection/surroundings'
import { type Chat, createChat } from './chat'
import { browserShelf } from './storage'
import { surfaceSocket } from './surface-socket'

/** This page's conversations, for as long as it stands. */
export function useChat(): Chat {
  const [chat] = useState(() =>
    createChat({
      open: surfaceSocket(location.origin),
      post: closeConversation,
      shelf: browserShelf,
      clock: systemClock,
      random: Math.random,
      surroundings: pageSurroundings(systemClock),
      newId: () => randomHex(16),
    }),
  )
  useEffect(() => {
    window.addEventListener('pagehide', chat.keep)
    return () => {
      window.removeEventListener('pagehide', chat.keep)
      chat.dispose()
    }
  }, [chat])
  return chat
}

async function closeConversation(id: string): Promise<boolean> {
  try {
    return (await fetch(`/conversations/${encodeURIComponent(id)}/close`, { method: 'POST' })).ok
  } catch {
    return false
  }
}
