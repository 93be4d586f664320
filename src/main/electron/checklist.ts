/** What is burnt into the packaged binary. Names as electron-builder has them. Source: https://www.electronjs.org/docs/latest/tutorial/fuses */
export const fuses = {
  /** The binary is no Node for whoever sets an environment variable. */
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  /** The program's files are checked against a hash in the binary (macOS, Windows). */
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** No page comes from disk. */
  grantFileProtocolExtraPrivileges: false,
} as const

/** Electron's security checklist, point by point, and where each is met. Source: https://www.electronjs.org/docs/latest/tutorial/security */
export const checklist: readonly { readonly point: string; readonly met: string }[] = [
  {
    point: 'Only load secure content',
    met: 'the page comes from this program’s own server on loopback; `mayLoad` cancels every other request',
  },
  {
    point: 'Do not enable Node.js integration for remote content',
    met: '`pagePreferences`: off in pages, workers and frames',
  },
  { point: 'Enable context isolation', met: '`pagePreferences`' },
  { point: 'Enable process sandboxing', met: '`pagePreferences`, and `app.enableSandbox()` in `src/main/index.ts`' },
  {
    point: 'Handle session permission requests',
    met: '`mayUse`: full screen, wake lock and copying, for its own page; devices never',
  },
  { point: 'Do not disable webSecurity', met: '`pagePreferences`' },
  { point: 'Define a Content Security Policy', met: '`src/main/server/headers.ts`, on every answer' },
  { point: 'Do not enable allowRunningInsecureContent', met: '`pagePreferences`' },
  { point: 'Do not enable experimental features', met: '`pagePreferences`' },
  { point: 'Do not use enableBlinkFeatures', met: '`pagePreferences` has none' },
  { point: 'Do not use allowpopups for WebViews', met: 'there are no WebViews: `webviewTag` is off' },
  { point: 'Verify WebView options and params', met: '`guardContents` refuses to attach any' },
  {
    point: 'Disable or limit navigation',
    met: '`mayNavigate`: the main frame inside its own origin, other frames nowhere; redirects too',
  },
  { point: 'Disable or limit creation of new windows', met: '`guardContents` denies all' },
  { point: 'Do not use shell.openExternal with untrusted content', met: '`shell` is not used' },
  {
    point: 'Use a current version of Electron',
    met: 'pinned exactly in package.json, raised with each stable release',
  },
  {
    point: 'Validate the sender of all IPC messages',
    met: '`mayAsk`: the main frame of its own origin, before each answer',
  },
  {
    point: 'Avoid usage of the file:// protocol',
    met: 'no page and no file is loaded by it; `mayLoad` cancels it, and the fuse takes its privileges',
  },
  { point: 'Check which fuses you can change', met: '`fuses`, burnt in by electron-builder.yml' },
  {
    point: 'Do not expose Electron APIs to untrusted web content',
    met: '`src/preload/api.ts`: five functions of this program and its name, no `ipcRenderer`, no event object',
  },
]
