import { Command, CommanderError, Help, Option } from 'commander'
import type { Role } from '../../shared/wire'
import { UsageError } from '../config/usage-error'
import { doctor } from './doctor'
import { type ExportFlags, runExport } from './export'
import { importTape } from './import'
import type { PresentFlags } from './present'
import { publish } from './publish-command'
import { record } from './record'
import { type RehearseFlags, rehearseFlags } from './rehearse'
import { repair } from './repair'
import { sample } from './sample-command'
import { serve } from './serve'
import { packageVersion } from './version'

/** What differs between the shells. */
export interface Shell {
  present(flags: PresentFlags): Promise<number>
}

/**
 * Reads the command line (without program and script), does what it says, and resolves with the exit status.
 * @throws {UsageError} for what the user can mend
 */
export async function runProgram(args: readonly string[], shell: Shell): Promise<number> {
  let status = 0
  const run =
    <Flags>(command: (flags: Flags) => Promise<number>) =>
    async (flags: Flags) => {
      status = await command(flags)
    }

  const program = new Command('lectern')
    .description('Live data on the big screen of a talk, and on every phone in the room.')
    .version(packageVersion(), '-V, --version', 'the version of this program')
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .configureHelp({ optionDescription: (option) => unquoted(plainHelp.optionDescription(option)) })

  const kiosk = 'the kiosk: Electron, an installed browser, or the address'
  windowFlags(serverFlags(program.command('present').description(kiosk))).action(run(shell.present))

  const rehearsal = program.command('rehearse <file>').description('the kiosk fed from a recording, without a network')
  // A recording brings its own data; the flags of a talk rehearse it as they are.
  windowFlags(serverFlags(rehearsal, new Option('--data <dir>').hideHelp()))
    .option('--speed <times>', 'from 0.25 to 16', '1')
    .option('--loop', 'begin again at the end')
    .option('--from <time>', 'where to begin: seconds, or a time like 12:30', '0')
    .action((file: string, flags: RehearseFlags) => run(shell.present)(rehearseFlags(file, flags)))

  const url = ['--url <url>', 'the running server', 'http://127.0.0.1:8490'] as const
  const out = ['-o, --out <file>', 'the recording to write'] as const
  program
    .command('record')
    .description("records a running server's stream")
    .requiredOption(...out)
    .option(...url)
    .addOption(tokenFlag('presenter'))
    .addOption(tokenFlag('producer'))
    .addOption(tokenFlag('audience'))
    .action(run(record))
  program
    .command('export [file]')
    .description('a recording as NDJSON on standard output; with --html every scene as a page, of its last state')
    .option('--html <dir>', 'writes pages into this directory that need no server and no network')
    .option('--data <dir>', 'with --html: pages of these data; without a file, --data and --url of the sample data')
    .option('--url <url>', 'with --html: pages of what this running server shows')
    .option('--config <file>', 'lectern.yaml')
    .addOption(tokenFlag('presenter'))
    .addOption(tokenFlag('audience'))
    .action((file: string | undefined, flags: ExportFlags) => run(() => runExport(file, flags))(flags))
  program
    .command('import')
    .description('NDJSON on standard input as a recording')
    .requiredOption(...out)
    .action(run(importTape))
  program
    .command('repair <file>')
    .description('gives a recording that was cut off its index')
    .action((file: string) => run(repair)(file))

  const preflight = program.command('doctor').description('pre-flight: what a talk needs, a line each')
  windowFlags(serverFlags(preflight)).action(run(doctor))

  serverFlags(program.command('serve').description('the server alone, for remote browsers')).action(run(serve))

  remoteFlags(program.command('publish').description('NDJSON on standard input to a running server')).action(
    run(publish),
  )

  remoteFlags(program.command('sample').description('live producers that play a plausible talk into a running server'))
    .option('--seed <n>', 'another talk', '1')
    .action(run(sample))

  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    // No command at all: what there is says more than that one is missing.
    if (error.code === 'commander.help') {
      process.stderr.write(program.helpInformation())
      return 2
    }
    throw new UsageError(
      `${error.message.replace(/^error: /, '').replaceAll('\n', ' ')}; "lectern --help" lists what there is`,
    )
  }
  return status
}

const dataFlag = new Option('--data <dir>', 'the data directory (default: the sample data)')

function serverFlags(command: Command, data: Option = dataFlag): Command {
  return command
    .addOption(data)
    .option('--config <file>', 'lectern.yaml')
    .option('--host <address>', 'address to bind', '127.0.0.1')
    .option('--port <n>', 'port to listen on, 0 takes a free one', '8490')
    .option('--scene <n>', 'the scene to begin with')
    .option('--state <dir>', "where state is kept (default: the platform's state directory)")
    .option('--log-level <level>', 'fatal, error, warn, info, debug, trace or silent', 'warn')
    .addOption(tokenFlag('presenter'))
    .addOption(tokenFlag('producer'))
    .addOption(tokenFlag('audience'))
    .option('--audience-open', 'anyone who reaches the server may read')
    .option('--open', 'anyone who reaches the server may do everything: for a trusted room')
    .addOption(new Option('--allow-origin <origin>', 'another origin that may connect').argParser(collect))
    .option('--public-url <url>', 'the address that the audience uses')
    .option('--tls-cert <file>', 'certificate, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .option('--nats <url>', 'share the log with other servers, over NATS JetStream')
}

function windowFlags(command: Command): Command {
  return command
    .option('--windowed', 'a window instead of the full screen')
    .option('--browser', 'an installed browser, even where Electron is there')
    .option('--display <n>', 'which display, counted from 1')
}

function remoteFlags(command: Command): Command {
  return command.option('--url <url>', 'the running server', 'http://127.0.0.1:8490').addOption(tokenFlag('producer'))
}

/** Its environment variable is read where tokens are checked: an empty one there was not given. */
function tokenFlag(role: Role): Option {
  return new Option(`--${role}-token <token>`, `the token of the ${role} (env: LECTERN_${role.toUpperCase()}_TOKEN)`)
}

const plainHelp = new Help()

/** Commander quotes a text that is the default, and most of these are read as numbers and addresses. */
function unquoted(description: string): string {
  return description.replace(/\(default: "(.*)"\)$/, '(default: $1)')
}

function collect(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value]
}
