// What @clickhouse/client does in anybody's program. Prints one line for each step that holds.
const { createClient, ClickHouseError } = require('@clickhouse/client')
const { Readable } = require('node:stream')
const assert = require('node:assert')
const crypto = require('node:crypto')

const database = process.env.DATABASE

function connect(options = {}) {
  return createClient({
    url: process.env.URL,
    username: process.env.USER_NAME,
    password: process.env.PASSWORD,
    ...options,
  })
}

async function code(promise, expected, type) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ClickHouseError, `${error}`)
    assert.strictEqual(error.code, expected)
    assert.strictEqual(error.type, type)
    return true
  })
}

async function ddl() {
  const client = connect()
  assert.deepStrictEqual(await client.ping(), { success: true })
  await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` })
  await client.close()
}

async function inserts(client) {
  await client.command({
    query: "CREATE TABLE t (id UInt64, name String, at DateTime64(3,'UTC')) ENGINE = MergeTree ORDER BY id",
  })
  const values = [
    { id: '1', name: "it's; a \\ \n \t \"text\" ☃", at: '2026-02-03 04:05:06.789' },
    { id: '2', name: '', at: 0 },
  ]
  const summary = await client.insert({ table: 't', values, format: 'JSONEachRow' })
  assert.strictEqual(summary.summary.written_rows, '2')
  const csv = Readable.from(
    (function* () {
      for (let i = 3; i <= 100_002; i++) yield `${i},"row;${i}",2026-02-03 04:05:06\n`
    })(),
    { objectMode: false },
  )
  await client.insert({ table: 't', values: csv, format: 'CSV' })
  await client.insert({ table: 't', values: [['7000000', 'compact', 5]], format: 'JSONCompactEachRow' })
  const rows = await client.query({ query: 'SELECT count() AS n, uniqExact(name) AS u FROM t', format: 'JSONEachRow' })
  const [counts] = await rows.json()
  assert.deepStrictEqual([Number(counts.n), Number(counts.u)], [100_003, 100_003])
  const first = await client.query({ query: 'SELECT * FROM t WHERE id = 1', format: 'JSON' })
  assert.strictEqual((await first.json()).data[0].name, values[0].name)
}

async function parameters(client) {
  const names = ["it's", 'back\\slash', 'new\nline', 'tab\t', '☃', "'; DROP TABLE t; --", '\\N']
  for (const name of names) {
    const rows = await client.query({
      query: 'SELECT {name:String} AS name, {ids:Array(UInt32)} AS ids, {none:Nullable(String)} AS none',
      query_params: { name, ids: [1, 2], none: null },
      format: 'JSONEachRow',
    })
    assert.deepStrictEqual(await rows.json(), [{ name, ids: [1, 2], none: null }])
  }
}

async function streams(client) {
  const rows = await client.query({
    query: 'SELECT number AS n FROM numbers(1000000)',
    format: 'JSONEachRow',
  })
  let expected = 0
  for await (const part of rows.stream()) {
    for (const row of part) assert.strictEqual(Number(row.json().n), expected++)
  }
  assert.strictEqual(expected, 1_000_000)
  const csv = await client.query({ query: 'SELECT number AS n FROM numbers(300000)', format: 'CSVWithNames' })
  assert.strictEqual((await csv.text()).split('\n').filter((line) => line === '"n"').length, 1)
}

async function errors(client, compressed) {
  await code(client.query({ query: 'SELECT * FROM nowhere' }), '60', 'UNKNOWN_TABLE')
  await code(client.command({ query: 'SELECT 1 +' }), '62', 'SYNTAX_ERROR')
  await code(client.query({ query: 'SELECT 1', clickhouse_settings: { nosetting: 1 } }), '115', 'UNKNOWN_SETTING')
  await code(
    client.insert({ table: 't', values: [{ id: 'x' }], format: 'JSONEachRow' }),
    '27',
    'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
  )
  const stranger = connect({ password: 'wrong' })
  await code(stranger.query({ query: 'SELECT 1' }), '516', 'AUTHENTICATION_FAILED')
  await stranger.close()
  const late = await client.query({
    query: 'SELECT number, throwIf(number = 3000000) AS e FROM numbers(4000000)',
    format: 'JSONEachRow',
  })
  const all = (async () => {
    for await (const part of late.stream()) assert.ok(part.length > 0)
  })()
  // While it unpacks, this client may see the cut before the reason for it.
  if (compressed) await assert.rejects(all)
  else await code(all, '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO')
}

async function sessions() {
  const client = connect({ database, session_id: crypto.randomUUID() })
  await client.command({ query: 'CREATE TEMPORARY TABLE kept (i Int32)' })
  await client.insert({ table: 'kept', values: [{ i: 1 }, { i: 2 }], format: 'JSONEachRow' })
  const rows = await client.query({ query: 'SELECT i FROM kept ORDER BY i', format: 'JSONEachRow' })
  assert.deepStrictEqual(await rows.json(), [{ i: 1 }, { i: 2 }])
  await client.close()
}

async function main() {
  await ddl()
  for (const compression of [{}, { request: true, response: true }]) {
    const client = connect({ database, compression })
    await client.command({ query: 'DROP TABLE IF EXISTS t' })
    await inserts(client)
    await parameters(client)
    await streams(client)
    await errors(client, compression.response)
    await client.close()
    console.log('holds with compression', JSON.stringify(compression))
  }
  await sessions()
  console.log('all holds')
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
