import { channel } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { fakeClock } from '../../shared/clock'
import { readConfig } from '../config/config'
import { stateDirError } from '../config/state-dir'
import { cert, key } from '../config/testing/certificate'
import type { Still } from '../export/still'
import { stillOfData } from '../export/still-of-data'
import { modelsFeeder } from '../feeders/models/models'
import { embeddingFiles } from '../feeders/parquet/parquet'
import { metric, testServer } from '../server/testing/server'
import { needsToken } from '../server/verdict'
import { narratorOf } from '../surfaces/narrators/narrator-of'
import {
  ageText,
  audienceLine,
  dataLines,
  diskLine,
  displaysLine,
  faultLines,
  formatLine,
  gpuLine,
  narratorLine,
  portLine,
  producersLine,
  refusedLine,
  windowLine,
} from './checks'
import { freeBytes, readDataFiles, tryPort } from './facts'
import { findLectern, type Running } from './running'

const newDir = () => mkdtempSync(join(tmpdir(), 'lectern-doctor-'))
const silent = { health: { sticky: { live_detection: { age_s: null } } } }
const heard = (age_s: number | null): Running => ({ health: { epoch: '0', sticky: { live_detection: { age_s } } } })

describe('the doctor', () => {
  test('[DOCTOR-1] what a talk cannot do without is red, what it can mend or do without is a warning', () => {
    const MB = 1024 * 1024
    const states = [
      windowLine(true, null, null),
      portLine('127.0.0.1', 8490, 'taken'),
      portLine('192.0.2.1', 8490, 'unusable'),
      dataLines('/d', [{ name: 'index.jsonl', count: 0, modifiedAt: null }], 0)[0],
      diskLine('/s', 99 * MB),
      diskLine('/s', null),
    ].map((line) => line?.state)
    expect(states).toEqual(Array(6).fill('red'))
    const warnings = [
      displaysLine(false, []),
      displaysLine(true, [{ name: 'eDP-1', width: 1, height: 1 }]),
      windowLine(false, null, null),
      windowLine(true, null, '/b', 'CHROME_PATH /nope: there is no such program; /b is taken'),
      ...faultLines(['models/a_eval.json: is not UTF-8; mend it']),
      gpuLine([]),
      audienceLine({ why: 'closed' }),
      producersLine(heard(null)),
      producersLine(heard(61)),
      diskLine('/s', 500 * MB),
    ].map(({ state }) => state)
    expect(warnings).toEqual(Array(10).fill('warn'))
  })

  test('[DOCTOR-5] what the start would refuse is red, in the words of the start', () => {
    const narrator = (env: NodeJS.ProcessEnv) =>
      narratorLine(narratorOf({ kind: 'anthropic' }, env, fakeClock(), () => []))
    expect(narrator({})).toMatchObject({
      state: 'red',
      text: expect.stringMatching(/needs a key; set ANTHROPIC_API_KEY/),
    })
    expect(narrator({ ANTHROPIC_API_KEY: 'k' }).state).toBe('ok')
    const refused = stateDirError(import.meta.filename) ?? ''
    expect(formatLine(refusedLine('disk', refused))).toMatch(
      /^red {3}disk .*doctor\.test\.ts: is a file, not a directory/,
    )
  })

  test('[DOCTOR-2] each is one line, and none tells a token', () => {
    const way = { url: 'http://192.168.1.20:8490/join?token=letmein' }
    expect(formatLine(audienceLine(way))).toBe(
      'ok    audience   the QR code carries http://192.168.1.20:8490/join?token=…',
    )
    const files = [{ name: 'models/', count: 2, modifiedAt: 1_000 }]
    expect(dataLines('/d', files, 91_000).map(formatLine)).toEqual([
      'ok    data       models/: 2 files, the newest from 90 s ago',
    ])
    expect([0, 119_000, 600_000, 7_200_000, 1e9].map(ageText)).toEqual(['0 s', '119 s', '10 min', '2 h', '12 days'])
  })

  test('[DOCTOR-10] port 0 is any free one', () => {
    expect(formatLine(portLine('127.0.0.1', 0, 'free'))).toBe('ok    port       any free one of 127.0.0.1')
  })

  test('[DOCTOR-11] a data file that is broken is a warning, in the words of the talk’s alert', async () => {
    const data = newDir()
    mkdirSync(join(data, 'models'))
    writeFileSync(join(data, 'models', 'a_eval.json'), '{')
    writeFileSync(join(data, 'models', 'b_eval.json'), '{"macro_f1": 0.9}')
    const config = readConfig({ data, host: '127.0.0.1', port: '0', logLevel: 'silent' }, {}, data)
    const clock = fakeClock()
    const done = vi.fn<(still: Still) => void>()
    const reading = stillOfData(config, clock, pino({ level: 'silent' })).then(done)
    await vi.waitFor(
      () => {
        clock.advance(20)
        expect(done).toHaveBeenCalled()
      },
      { timeout: 10_000, interval: 20 },
    )
    await reading
    expect(faultLines(done.mock.calls[0]?.[0].warnings ?? []).map(formatLine)).toEqual([
      expect.stringMatching(/^warn {2}data {7}models\/a_eval\.json: line 1, column 2: .*; mend it/),
    ])
  })

  test('[DOCTOR-3] files are counted by kind, with the newest one’s age', async () => {
    const dir = newDir()
    mkdirSync(join(dir, 'models'))
    for (const [name, at] of [
      ['a_eval.json', 100],
      ['b_eval.json', 200],
      ['notes.txt', 300],
    ] as const) {
      writeFileSync(join(dir, 'models', name), '{}')
      utimesSync(join(dir, 'models', name), at, at)
    }
    const files = await readDataFiles(dir, [embeddingFiles('points.parquet'), modelsFeeder.files])
    expect(files).toEqual([
      { name: 'points.parquet', count: 0, modifiedAt: null },
      { name: 'models/', count: 2, modifiedAt: 200_000 },
    ])
    expect(await freeBytes(join(dir, 'not', 'yet', 'there'))).toBeGreaterThan(0)
  })

  test('[DOCTOR-4] a taken port is told from a running Lectern, and from an address that is not this machine’s', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect(await tryPort('127.0.0.1', port, null)).toBe('taken')
    expect(await tryPort('127.0.0.1', 0, null)).toBe('free')
    expect(await tryPort('192.0.2.1', 0, null)).toBe('unusable')
    const server = await testServer()
    server.broadcaster.publish([metric('gbt')])
    const running = await findLectern(server.url, undefined)
    expect(running).toMatchObject(silent)
    expect(await tryPort('127.0.0.1', server.port, running)).toBe('lectern')
    expect(await findLectern('http://127.0.0.1:1', undefined)).toBeNull()
  })

  test('[DOCTOR-6] a Lectern that wants a token, or has a certificate that nobody signed, is no other program', async () => {
    const { port } = await testServer({
      host: '0.0.0.0',
      tokens: { audience: 'room' },
      tls: { cert: Buffer.from(cert), key: Buffer.from(key) },
    })
    const find = (token?: string) => findLectern(`https://127.0.0.1:${port}`, token)
    expect([await find(), await find('wrong')]).toEqual([{ health: null }, { health: null }])
    expect(await find('room')).toMatchObject(silent)
    expect(producersLine({ health: null })).toMatchObject({ state: 'ok', text: expect.stringMatching(/token/) })
  })

  test('[DOCTOR-8] of port 0, where nothing listens, no question is asked', async () => {
    // It went to port 80, or 443: another program's.
    const asked = vi.fn()
    const requests = channel('http.client.request.start')
    requests.subscribe(asked)
    onTestFinished(() => void requests.unsubscribe(asked))
    expect(await findLectern('http://127.0.0.1:0', undefined)).toBeNull()
    expect(asked).not.toHaveBeenCalled()
  })

  test('[DOCTOR-9] who answers with more than a mebibyte is no Lectern', async () => {
    let spaces = 0
    const other = createHttpServer((_request, response) =>
      response.end(JSON.stringify({ error: needsToken.error }) + ' '.repeat(spaces)),
    )
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const address = other.address()
    const find = () => findLectern(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, undefined)
    expect(await find()).toEqual({ health: null })
    spaces = 1024 * 1024
    expect(await find()).toBeNull()
  })

  test('[DOCTOR-7] what a feeder reads is counted, wherever the embedding lies and whatever it is called', async () => {
    const [dir, elsewhere] = [newDir(), newDir()]
    writeFileSync(join(dir, 'knn_v1.json'), '[]')
    writeFileSync(join(elsewhere, 'points.parquet'), '')
    const counts = async (embedding: string | undefined) =>
      (await readDataFiles(dir, [embeddingFiles(embedding)])).map(({ name, count }) => [name, count])
    expect(await counts(undefined)).toEqual([['knn_v1.parquet or knn_v1.json', 1]])
    const path = join(elsewhere, 'points.parquet')
    expect(await counts(path)).toEqual([[path, 1]])
  })
})
