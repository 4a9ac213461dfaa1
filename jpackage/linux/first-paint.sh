#!/bin/sh
# Measures how long the console takes from the start of the process to its first painted frame, and to its screens,
# with and without the AOT cache: alternating, on empty data directories, over the demo, on the display that DISPLAY
# names (Xvfb will do). Prints each run and the medians, in milliseconds. The copies are links, made beside the image.
#
#   DISPLAY=:99 jpackage/linux/first-paint.sh target/datalayer [RUNS]
set -eu

image=$(realpath "$1")
runs=${2:-7}
work=$(mktemp -d -p "$(dirname "$image")")
pid=''
cleanup() {
  if [ -n "$pid" ]; then
    kill "$pid" 2> /dev/null || true
    wait "$pid" || true
  fi
  sleep 1 # its engine tidies up
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

for variant in with without; do
  mkdir -p "$work/$variant"
  cp -al "$image" "$work/$variant/datalayer"
  : > "$work/$variant/times"
done
sed -i '/-XX:AOTCache=/d' "$work/without/datalayer/lib/app/datalayer.cfg"

# When a line was logged, in milliseconds since the start.
at() { # line, start
  stamp=$(grep -m 1 "first frame of=\"$1\"" "$work/log" | cut -d ' ' -f 1)
  echo $(($(date -d "$stamp" +%s%3N) - $2))
}

once() { # variant
  data=$work/$1/data$n
  mkdir "$data"
  : > "$work/log"
  start=$(date +%s%3N)
  DATALAYER_LOG_LEVEL=INFO "$work/$1/datalayer/bin/datalayer" --data-dir "$data" --demo > "$work/log" 2>&1 &
  pid=$!
  left=1200
  until grep -q 'first frame of="screens"' "$work/log"; do
    left=$((left - 1))
    if [ "$left" -eq 0 ] || ! kill -0 "$pid" || grep -q 'no display' "$work/log"; then
      cat "$work/log" >&2
      exit 1
    fi
    sleep 0.2
  done
  processor=$(awk '{ print ($14 + $15) * 10 }' "/proc/$pid/stat")
  kill "$pid"
  wait "$pid" || true
  pid=''
  sleep 2
  echo "$(at window "$start") $(at screens "$start") $processor" >> "$work/$1/times"
  echo "$1 the cache: window, screens, processor time of both: $(tail -1 "$work/$1/times")"
}

median() { cut -d ' ' -f "$2" "$work/$1/times" | sort -n | sed -n "$(((runs + 1) / 2))p"; }

n=0
while [ "$n" -lt "$runs" ]; do
  once with
  once without
  n=$((n + 1))
done
for variant in with without; do
  echo "median of $runs $variant: window $(median $variant 1), screens $(median $variant 2), processor $(median $variant 3)"
done
