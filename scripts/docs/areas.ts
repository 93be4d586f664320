import type { Rule } from './rules'

/** The areas of the specification in their order: prefix, heading, and what its rules are about. */
const areas: readonly (readonly [prefix: string, heading: string, intro: string])[] = [
  ['CACHE', 'The replica', 'What every holder of a replica remembers, and that all of them remember the same.'],
  ['JOURNAL', 'The journal', 'How far back a client resumes without a gap.'],
  ['REPLAY', 'What a client is told', 'Joining, resuming, gaps and resets: one verb, whatever the transport.'],
  ['PACE', 'Pace', 'When a client is told, and what it costs.'],
  ['WIRE', 'Events and messages', 'What is parsed, and what is refused.'],
  ['TIME', 'Time', 'Clocks, waits and undos.'],
  ['STREAM', 'The stream', 'One contract for WebSocket, server-sent events and long poll.'],
  ['WS', 'WebSocket', 'What it adds to the stream.'],
  ['SSE', 'Server-sent events', 'What they add to the stream.'],
  ['POLL', 'Long poll', 'What it adds to the stream.'],
  [
    'LINK',
    'The page’s connection',
    'Transports in their order, waits between tries, and what the page does meanwhile.',
  ],
  ['IPC', 'The connection inside Electron', 'The same messages without a network.'],
  ['HTTP', 'The HTTP server', 'What holds for every request.'],
  ['GATE', 'The gate', 'Host, Origin and content type.'],
  ['ROLE', 'Roles', 'Who may what.'],
  ['JOIN', 'Joining', 'A token for a cookie.'],
  ['SESSION', 'Sessions', 'What outlives a restart, and what ends.'],
  ['COOKIE', 'Cookies', 'Their names and attributes.'],
  ['CODE', 'Codes', 'For browsers that the program itself starts.'],
  ['PROXY', 'Proxies', 'Whom the server believes.'],
  ['TLS', 'TLS', 'https without a proxy.'],
  ['LIMIT', 'Limits', 'What is refused, and by which name.'],
  ['RATE', 'Rates', 'How much an address may ask.'],
  ['LOG', 'Logs', 'What never stands in them.'],
  ['METRIC', 'Metrics', 'What is counted.'],
  ['PUBLISH', 'Publishing', 'What a producer sends, and what it is told.'],
  ['SNAPSHOT', 'The snapshot', 'Everything retained in one body.'],
  ['DATA', 'The embedding’s routes', 'Downloads and uploads.'],
  ['PAGE', 'The page’s route', 'What the page is told before its first request.'],
  ['ASSET', 'The page’s files', 'How they are served.'],
  ['COMMAND', 'Commands', 'The presenter’s hands.'],
  ['DECK', 'The deck', 'Where the talk is, and what lies over it.'],
  ['ALERT', 'Alerts', 'What the program says of its own troubles.'],
  ['ROOM', 'The room', 'What the presenter is told of who is there.'],
  ['RELAY', 'The relay', 'Many nodes, one log.'],
  ['LIFE', 'A relay’s life', 'What a node does when the stream under it is another one.'],
  ['ENTRY', 'A relay’s entries', 'What is written into the stream, and read back.'],
  ['STATE', 'State on disk', 'What a restart still knows.'],
  ['CONFIG', 'Configuration', 'Flags and environment.'],
  ['TALK', 'lectern.yaml', 'The talk.'],
  ['CLI', 'The command line', 'What it says, and how it ends.'],
  ['DOCTOR', 'The doctor', 'What a talk needs, a line each.'],
  ['KIOSK', 'The kiosk', 'An installed browser as the window.'],
  ['BUILD', 'The build', 'When a start begins with one.'],
  ['LAUNCH', 'The launch', 'Which window comes up.'],
  ['DISPLAY', 'Displays', 'Which window on which display.'],
  ['SHELL', 'The Electron shell', 'What a page may, and what the windows are made of.'],
  ['RECOVER', 'Recovery', 'What the shell does when something dies.'],
  ['FEED-START', 'Feeders: the start', 'What is read before the server listens.'],
  ['FEED-WATCH', 'Feeders: the watch', 'Changed, vanished and broken files.'],
  ['FEED-TAIL', 'Feeders: growing files', 'What was appended, cut or replaced.'],
  ['FEED-JSON', 'Feeders: JSON', 'Where it breaks.'],
  ['FEED-BOUNDS', 'Feeders: bounds', 'Of what is shown, not of what is ignored.'],
  ['FEED-MODEL', 'Feeders: models', 'Two files, one model.'],
  ['FEED-EPISODE', 'Feeders: episodes', 'When they began, and what they come to.'],
  ['FEED-HOSTS', 'Feeders: hosts', 'Many files, one snapshot.'],
  ['FEED-PREDICT', 'Feeders: predictions', 'A line, a prediction.'],
  ['FEED-MEMORY', 'Feeders: memory', 'What is news.'],
  ['FEED-PARQUET', 'Feeders: parquet', 'Any writer’s file as one Arrow stream.'],
  ['FEED-EMBEDDING', 'Feeders: the embedding', 'One current, one before.'],
  ['FEED-THREAD', 'Feeders: the reading thread', 'Its end, and its faults.'],
  ['SAMPLE', 'The sample talk', 'A plausible one, the same every time.'],
  ['SAMPLE-DATA', 'The sample data', 'Made by a script.'],
  ['REC', 'Recording', 'What a recording promises.'],
  ['RECORDER', 'The recorder', 'Started and stopped by the presenter.'],
  ['TAPE', 'Reading a recording', 'At any time, also where it is damaged.'],
  ['PLAY', 'Playing a recording', 'Time, speed and seeking.'],
  ['REHEARSE', 'Rehearsing', 'A talk from a recording.'],
  ['NDJSON', 'Recordings as lines', 'Export and import.'],
  ['SAVED', 'Saved pages', 'Every scene as a file that needs no server and no network.'],
  ['SURF', 'Surfaces', 'Panels that the server describes.'],
  ['CHAT', 'Conversations', 'Turns, and who hears them.'],
  ['WARM', 'Cache warming', 'Off until asked for, and never twice at once.'],
  ['NARR', 'Narrators', 'What is said of the data.'],
  ['BOOT', 'The page’s start', 'The server’s word and the address.'],
  ['STORE', 'The store', 'One replica, one change of state a frame.'],
  ['FRESH', 'Staleness', 'What is old or not live cannot look live.'],
  ['HEALTH', 'Health', 'Of the server and of the page, in plain words.'],
  ['STAGE', 'The stage', 'The frame around a scene.'],
  ['KEY', 'Keys', 'What a key asks for, on any layout.'],
  ['NAV', 'Navigation', 'Where keys lead.'],
  ['PILOT', 'The pilot', 'A page’s hand on the deck.'],
  ['PLAN', 'The presenter’s plan', 'Ahead or behind.'],
  ['NOTES', 'The presenter’s notes', 'Markdown without markup of its own.'],
  ['COLOUR', 'Colours', 'Contrast, and one colour a model.'],
  ['GLIDE', 'Motion', 'How a value moves.'],
  ['TEXT', 'Text', 'How it is cut, and where a line may end.'],
  ['EMPTY', 'Empty states', 'What stands where there are no data yet.'],
  ['READ', 'Readouts', 'What is read under a pointer.'],
  ['PROFILE', 'Scene 7: attack profiles', 'Its view, its words and its picture.'],
  ['PREDICT', 'Scene 8: predictions', 'Its view, its words and its picture.'],
  ['SCORE', 'Scene 9: model scores', 'Its view, its words and its picture.'],
  ['FLEET', 'Scene 10: the fleet', 'Its view, its words and its picture.'],
  ['SCATTER', 'Scene 11: the embedding', 'Its points, its camera and its two painters.'],
  ['PERF', 'Scene 12: model performance', 'Its view, its words and its picture.'],
  ['LIVE', 'Scene 13: live detections', 'Its view, its words and its picture.'],
  ['FRAME', 'The first frame', 'In a real browser.'],
  ['OPEN', 'An open page', 'In a real browser, while things happen to it.'],
  ['FAULT', 'Faults', 'In a real browser, while something breaks.'],
  ['PICTURE', 'Pictures', 'Screenshots that are looked at.'],
  ['ARCH', 'Who imports whom', 'The fences between the folders.'],
  ['FUZZ', 'Fuzzing', 'Whatever is accepted can be shown.'],
  ['DOCS', 'The documents', 'They say what the program does.'],
  ['SPEC', 'This file', 'How it is made.'],
]

/** SPEC.md: a heading an area, a line a rule. An area without a row here is named by its prefix, behind the others. */
export function specOf(rules: readonly Rule[], known: typeof areas = areas): string {
  const others = [...new Set(rules.map(({ area }) => area))].filter((area) => !known.some(([name]) => name === area))
  const rows = [...known, ...others.map((area) => [area, area, ''] as const)]
  const sections = rows.flatMap(([prefix, heading, intro]) => {
    const own = rules.filter(({ area }) => area === prefix)
    if (own.length === 0) return []
    return [`## ${heading}\n\n${intro ? `${intro}\n\n` : ''}${linesOf(own).join('\n')}\n`]
  })
  return `${head}\n${sections.join('\n')}`
}

const head = `# Specification

The rules that Lectern keeps. Each id stands in the title of the tests that hold the rule: \`npx vitest run -t CACHE-1\`.
This file is made of those titles by \`npm run docs\`; to change a rule, change its test.
`

/** An id once, with all that its tests say of it. */
function linesOf(rules: readonly Rule[]): string[] {
  const byId = new Map<string, string[]>()
  for (const { id, sentence } of rules) byId.set(id, [...(byId.get(id) ?? []), sentence])
  return [...byId].map(([id, sentences]) => `- **${id}** ${sentences.join(' ')}`)
}
