// A loader as users of ccxt write it: pages fetchOHLCV and inserts with ClickHouse's client.
// Prints one line: rows and seconds, without the start of node and without loading markets.
const ccxt = require('ccxt')
const { createClient } = require('@clickhouse/client')

const env = process.env
const minute = 60_000
const batch = 10_000

async function main() {
  const exchange = new ccxt.binanceusdm(env.RATE_LIMIT === 'off' ? { enableRateLimit: false } : {})
  for (const [name, url] of Object.entries(exchange.urls.api)) {
    if (typeof url === 'string') exchange.urls.api[name] = url.replace('https://fapi.binance.com', env.REST_URL)
  }
  await exchange.loadMarkets()
  const client = createClient({
    url: env.URL, username: env.USER_NAME, password: env.PASSWORD, database: env.DATABASE,
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  })
  const ids = JSON.parse(env.INSTRUMENTS)
  const stretches = JSON.parse(env.STRETCHES)
  const views = env.TABLE === 'landing_bars'
  let rows = 0
  let buffer = []
  const flush = async () => {
    if (buffer.length > 0) await client.insert({ table: env.TABLE, values: buffer, format: 'JSONEachRow' })
    buffer = []
  }
  const start = process.hrtime.bigint()
  for (const { symbol, from, to } of stretches) {
    for (let since = from; since < to; ) {
      const bars = await exchange.fetchOHLCV(symbol, '1m', since)
      if (bars.length === 0) break
      for (const [time, open, high, low, close, volume] of bars) {
        if (time >= to) break
        const bar = { timestamp: new Date(time).toISOString(), open, high, low, close, volume }
        buffer.push(views
          ? { ...bar, instrument_id: ids[symbol], timeframe: '1m', source: 'rest', chunk_id: 'ccxt', version: '1' }
          : { symbol, ...bar })
        rows++
      }
      since = bars.at(-1)[0] + minute
      if (buffer.length >= batch) await flush()
    }
    await flush()
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  await client.close()
  console.log(`RESULT ${rows} ${seconds} ccxt ${ccxt.version}`)
}

main().catch((error) => {
  console.log(error)
  process.exit(1)
})
