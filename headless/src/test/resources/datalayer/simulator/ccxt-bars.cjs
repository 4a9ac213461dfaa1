// A user of ccxt: pages 1m bars of spot and swap by REST, then watches them by WebSocket.
// Prints one line: what it got, as JSON.
const ccxt = require('ccxt')

const env = process.env
const minute = 60_000

const addresses = [
  ['https://api.binance.com/', env.BINANCE__SPOT_REST_URL + '/'],
  ['https://fapi.binance.com/', env.BINANCE__FUTURES_REST_URL + '/'],
  ['wss://stream.binance.com:9443/', env.BINANCE__SPOT_WS_URL + '/'],
  ['wss://fstream.binance.com/', env.BINANCE__FUTURES_WS_URL + '/'],
]

function moved(urls) {
  for (const [name, url] of Object.entries(urls)) {
    if (typeof url === 'string') {
      const found = addresses.find(([real]) => url.startsWith(real))
      if (found) urls[name] = url.replace(found[0], found[1])
    } else if (url) {
      moved(url)
    }
  }
}

async function page(exchange, symbol, from, to) {
  const bars = []
  for (let since = from; since < to; since = bars.at(-1)[0] + minute) {
    const some = await exchange.fetchOHLCV(symbol, '1m', since, 500)
    if (some.length === 0) break
    bars.push(...some.filter(([time]) => time < to))
    if (some.at(-1)[0] >= to) break
  }
  return bars
}

// ccxt keeps the last state of each bar; the newest is still open
async function watch(exchange, symbol, count) {
  const seen = new Map()
  while (seen.size <= count) {
    for (const bar of await exchange.watchOHLCV(symbol, '1m')) seen.set(bar[0], bar)
  }
  return [...seen.values()].sort((a, b) => a[0] - b[0]).slice(0, count)
}

async function main() {
  const exchange = new ccxt.pro.binance({
    enableRateLimit: false,
    options: { fetchMarkets: { types: ['spot', 'linear'] } },
  })
  moved(exchange.urls.api)
  // ccxt tells spot frames by the word stream in Binance's host name
  exchange.isSpotUrl = (client) => client.url.startsWith(env.BINANCE__SPOT_WS_URL)
  await exchange.loadHttpProxyAgent() // ccxt wants it before any ws:// address
  await exchange.loadMarkets()
  const result = { version: ccxt.version, time: await exchange.fetchTime(), paged: {}, watched: {} }
  for (const symbol of env.SYMBOLS.split(' ')) {
    result.paged[symbol] = await page(exchange, symbol, Number(env.FROM), Number(env.TO))
    if (env.WATCH !== "0") result.watched[symbol] = await watch(exchange, symbol, Number(env.WATCH))
  }
  await exchange.close()
  process.stdout.write('RESULT ' + JSON.stringify(result) + '\n', () => process.exit(0))
}

main().catch((error) => {
  console.log(error)
  process.exit(1)
})
