// npm run bench -- [parts] [--json] [--full] [--list]
import { runnerImport } from 'vite'

const main = new URL('./main.ts', import.meta.url)
const { module } = await runnerImport(main.pathname, { configFile: false, logLevel: 'error' })
process.exitCode = await module.main(process.argv.slice(2))
// What a measured server or browser left open keeps nobody waiting.
process.exit()
