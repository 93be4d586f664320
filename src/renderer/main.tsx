import './head-start' // first: in the build it has run long before
import '../shared/no-eval' // before any schema is made
import './ui/base.css'
import { systemClock } from '../shared/clock'
import { readPage } from './boot'
import { becomeKiosk } from './deck/window'
import { credentialOf, trade } from './join'
import { scenes } from './scenes/scenes'
import { showPage } from './show-page'

const page = readPage(document.getElementById('boot')?.textContent ?? null, location.search, scenes)
document.documentElement.dataset.theme = page.theme
document.title = page.title

const credential = credentialOf(location.hash)
if (!credential) showPage(page, systemClock, null)
else void enter(credential)

/** Trades what the address brought, takes it out of there, and asks for the page anew where it is somebody else's now. */
async function enter(brought: NonNullable<typeof credential>): Promise<void> {
  history.replaceState(null, '', location.pathname + location.search)
  const traded = await trade(brought)
  if ('role' in traded && 'code' in brought) becomeKiosk()
  if ('role' in traded && traded.role !== page.role) return location.reload()
  showPage(page, systemClock, 'error' in traded ? traded.error : null)
}
