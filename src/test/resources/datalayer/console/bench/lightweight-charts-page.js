'use strict';

// The chart under measurement: candles and volume over each other, as in the library's own
// tutorial, everything else as it comes. Its calls are made by LightweightChart.java.

let chart;
let candles;
let volume;

const frame = () => new Promise(resolve => requestAnimationFrame(resolve));

/** An empty chart that is painted, with or without volume. */
async function open(timeScale, withVolume) {
  chart = LightweightCharts.createChart(document.getElementById('chart'), {
    width: 1280,
    height: 720,
    layout: { background: { color: '#0e1116' }, textColor: '#c9d1d9' },
    grid: { vertLines: { color: '#21262d' }, horzLines: { color: '#21262d' } },
    timeScale: { timeVisible: true, secondsVisible: false, ...timeScale },
  });
  candles = chart.addSeries(LightweightCharts.CandlestickSeries, {});
  if (withVolume) {
    volume = chart.addSeries(LightweightCharts.HistogramSeries, {
      color: '#2f4f5f',
      priceFormat: { type: 'volume' },
      priceScaleId: '',
    });
    volume.priceScale().applyOptions({ scaleMargins: { top: 0.8, bottom: 0 } });
  }
  await painted();
}

/** The third frame begins when the first is painted, as on our side. */
async function painted() {
  await frame();
  await frame();
  await frame();
}

/**
 * Fetches columns of 64-bit floating point, makes the objects of them that the library takes, hands
 * them over and waits until they are painted.
 */
async function load() {
  const began = performance.now();
  const answer = await fetch('/bars');
  const all = new Float64Array(await answer.arrayBuffer());
  const size = all.length / 6;
  const bars = [];
  const volumes = [];
  for (let i = 0; i < size; i++) {
    const time = all[i];
    bars.push({
      time,
      open: all[size + i],
      high: all[2 * size + i],
      low: all[3 * size + i],
      close: all[4 * size + i],
    });
    if (volume) {
      volumes.push({ time, value: all[5 * size + i] });
    }
  }
  const ready = performance.now();
  candles.setData(bars);
  if (volume) {
    volume.setData(volumes);
  }
  await painted();
  return { inMemory: ready - began, painted: performance.now() - ready };
}

/** Shows one view after the other, each in a frame of its own, until time is up. */
async function drive(views, mostMillis) {
  const began = performance.now();
  let frames = 0;
  for (const [from, to] of views) {
    // drawn in the next frame, before this goes on in it
    chart.timeScale().setVisibleLogicalRange({ from, to });
    await frame();
    frames++;
    if (performance.now() - began > mostMillis) {
      break;
    }
  }
  await frame();
  const shown = chart.timeScale().getVisibleLogicalRange();
  return { frames, millis: performance.now() - began, from: shown.from, to: shown.to };
}
