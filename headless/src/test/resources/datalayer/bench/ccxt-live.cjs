// A watcher as users of ccxt.pro write it: watches bars of many symbols over one connection.
// Prints a line when it is warm and one at the end: frames, seconds, CPU seconds, 0, MiB of heap.
const ccxt = require('ccxt')

const env = process.env
const warm = Number(env.WARM)
const all = Number(env.FRAMES)

function say(frames) {
  const { user, system } = process.cpuUsage()
  const heap = process.memoryUsage().heapUsed / 1048576
  console.log(`AT ${frames} ${Number(process.hrtime.bigint()) / 1e9} ${(user + system) / 1e6} 0 ${heap}`)
}

async function main() {
  const exchange = new ccxt.pro.binance({ enableRateLimit: false })
  exchange.urls.api.ws.spot = env.WS_URL + '/ws'
  // ccxt tells spot frames by the word stream in Binance's host name
  exchange.isSpotUrl = () => true
  await exchange.loadHttpProxyAgent() // ccxt wants it before any ws:// address
  const bases = Array.from({ length: Number(env.SERIES) }, (_, i) => `S${String(i).padStart(3, '0')}`)
  exchange.setMarkets(bases.map((base) => exchange.safeMarketStructure({
    id: `${base}USDT`, lowercaseId: `${base.toLowerCase()}usdt`, symbol: `${base}/USDT`,
    base, quote: 'USDT', baseId: base, quoteId: 'USDT', type: 'spot', spot: true, active: true,
    precision: { amount: 1e-8, price: 1e-8 },
  })))
  let frames = 0
  const handle = exchange.handleOHLCV.bind(exchange)
  exchange.handleOHLCV = (client, message) => {
    handle(client, message)
    frames++
    if (frames === warm) say(frames)
    if (frames === all) {
      say(frames)
      process.exit(0)
    }
  }
  const wanted = bases.map((base) => [`${base}/USDT`, '1m'])
  while (true) await exchange.watchOHLCVForSymbols(wanted)
}

main().catch((error) => {
  console.log(error)
  process.exit(1)
})
