#!/bin/sh
# Proves the .deb on a bare Debian: installs it in a root that debootstrap makes, opens the console under Xvfb and
# photographs it, runs the daemon without a display, upgrades it over itself, removes it, and lists what is left.
#
#   jpackage/linux/verify.sh target/datalayer_0.1.0_amd64.deb /var/tmp/bare [MIRROR]
#
# Root is needed, and debootstrap, xvfb, imagemagick and curl on this machine; in the bare root there is nothing
# but Debian and what the package asks for. MIRROR is where Debian comes from, this machine's own otherwise; SUITE is
# bookworm unless it is set. The folder is made new and kept; what was seen goes to FOLDER.proof.
set -eu

deb=$(realpath "$1")
root=$(realpath -m "$2")
proof=$root.proof
suite=${SUITE:-bookworm}
version=$(dpkg-deb -f "$deb" Version)
home=/home/analyst
data=$home/.local/share/datalayer
display=97
failures=0

mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2> /dev/null | awk '$1 == "deb" { for (i = 2; i < NF; i++) if ($i ~ /^http/) print $i, $(i + 1) }'
    cat /etc/apt/sources.list.d/*.sources 2> /dev/null | awk '/^URIs:/ { u = $2 } /^Suites:/ { print u, $2 }'
  } | awk -v suite="$suite" '$2 == suite { print $1; exit }'
}

say() { printf '\n== %s\n' "$*"; }
ok() { printf '   ok: %s\n' "$*"; }
bad() {
  failures=$((failures + 1))
  printf '   NOT OK: %s\n' "$*"
}
check() { # words, command
  what=$1
  shift
  if "$@"; then ok "$what"; else bad "$what"; fi
}
quietly() { "$@" > /dev/null 2>&1; }

inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
as_analyst() { exec chroot --userspec=1000:1000 "$root" env -i HOME="$home" USER=analyst PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"; }
analyst() { (as_analyst "$@"); }

# Waits until a command succeeds, at most so many seconds.
until_true() { # seconds, command
  left=$1
  shift
  while ! "$@" > /dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 1
  done
}

files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./run \) -prune -o -print | sort); }

started=''
cleanup() {
  for pid in $started; do
    if kill "$pid" 2> /dev/null; then wait "$pid" || true; fi
  done
  unmount || echo "$root/proc is still mounted" >&2
}
trap cleanup EXIT
trap 'exit 1' INT TERM

# Takes away what bare mounts, once the last program in it has ended.
unmount() {
  if mountpoint -q "$root/proc"; then
    until_true 60 umount "$root/proc" && until_true 60 umount "$root"
  fi
}

bare() {
  say "a bare Debian ($suite) in $root"
  from=${1:-$(mirror)}
  [ -n "$from" ] || { echo "name the mirror: no source of $suite in this machine's apt" >&2; exit 2; }
  unmount
  rm -rf --one-file-system "$root" "$proof"
  mkdir -p "$root" "$proof"
  debootstrap --variant=minbase "$suite" "$root" "$from" > "$proof/debootstrap.log" 2>&1 || { tail -5 "$proof/debootstrap.log" >&2; exit 1; }
  # a file system of its own, as far as a program in it can see
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  inside useradd --create-home --uid 1000 analyst
  inside apt-get -q update > "$proof/apt-update.log" 2>&1
  inside dpkg -l | grep -c '^ii' > "$proof/packages-before"
  files > "$proof/files-before"
  ok "$(cat "$proof/packages-before") packages, nothing of X or Java among them"
}

# Installs a .deb as a user would.
install_deb() { # file, log
  cp "$1" "$root/var/tmp/datalayer.deb"
  inside apt-get -q -y --no-install-recommends install /var/tmp/datalayer.deb > "$proof/$2" 2>&1 || { tail -20 "$proof/$2"; return 1; }
  rm -f "$root/var/tmp/datalayer.deb"
}

installed() {
  runtime=/opt/datalayer/lib/runtime/lib
  say "installed: $(basename "$deb"), $(($(stat -c %s "$deb") / 1048576)) MiB"
  check "apt-get install, with what it depends on" install_deb "$deb" install.log
  echo "   $(inside dpkg -l | grep -c '^ii') packages now; ours takes $(inside du -sm /opt/datalayer | cut -f1) MiB"
  check "dpkg finds every file as it was packed" inside dpkg -V datalayer
  missing=$(inside LD_LIBRARY_PATH="$runtime:$runtime/server" sh -c 'find /opt/datalayer -name "*.so" -exec ldd {} + 2> /dev/null' | grep 'not found' | sort -u || true)
  # the runtime's own, which the program does not load
  missing=$(printf '%s\n' "$missing" | grep -v -e libasound -e '^$' || true)
  check "every shared library is there $missing" [ -z "$missing" ]
  check "menu entry, icons, completion" quietly inside ls /usr/share/applications/datalayer.desktop /usr/share/icons/hicolor/scalable/apps/datalayer.svg /usr/share/icons/hicolor/256x256/apps/datalayer.png /usr/share/bash-completion/completions/datalayer
  if command -v desktop-file-validate > /dev/null; then
    check "the menu entry is valid" desktop-file-validate "$root/usr/share/applications/datalayer.desktop"
  fi
  check "the unit is there" [ -f "$root/usr/lib/systemd/system/datalayer.service" ]
  check "the unit is not enabled" [ ! -e "$root/etc/systemd/system/multi-user.target.wants/datalayer.service" ]
  check "the command: $(analyst datalayer --version)" quietly analyst datalayer --version
}

cache() {
  say "AOT cache"
  aot=$root/opt/datalayer/lib/app/datalayer.aot
  check "it is there, $(($(stat -c %s "$aot") / 1048576)) MiB" [ -s "$aot" ]
  check "it fits where it was installed (-XX:AOTMode=on)" quietly analyst JAVA_TOOL_OPTIONS=-XX:AOTMode=on datalayer --version
  mv "$aot" "$aot.kept"
  starts "without it the program starts, and says nothing of it"
  head -c 1000000 "$aot.kept" > "$aot"
  starts "with a cut one too"
  : > "$aot"
  starts "with an empty one too"
  mv "$aot.kept" "$aot"
}

starts() { # words
  said=$(analyst datalayer --version 2>&1) || said="$said
exit code $?"
  check "$1: $said" [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ]
}

# Whether the daemon of the demo's or the usual data directory answers.
port() { sed -n 's/.*"url"[^0-9]*127.0.0.1:\([0-9]*\).*/\1/p' "$root$1/control.json"; }
alive() { [ -f "$root$1/control.json" ] && curl -fsS "http://127.0.0.1:$(port "$1")/livez"; }
seen() { grep -q "$2" "$proof/$1"; }

finish() { # pid, words, exit code
  kill -TERM "$1" 2> /dev/null || true
  code=0
  wait "$1" || code=$?
  started=$(echo " $started " | sed "s/ $1 / /")
  check "$2, exit code $code" [ "$code" -eq "$3" ]
}

daemon() {
  say "the daemon, without a display"
  as_analyst CONTROL__PORT=0 datalayer --no-gui > "$proof/daemon.log" 2>&1 &
  pid=$!
  started="$started $pid"
  check "/livez answers" until_true 300 alive "$data"
  echo "   GET /livez: $(alive "$data" || true)"
  echo "   GET /readyz: $(curl -sS "http://127.0.0.1:$(port "$data")/readyz" | head -c 300)"
  check "a command goes through it: ClickHouse $(analyst datalayer query 'SELECT version()' | tail -1)" quietly analyst datalayer status
  finish "$pid" "SIGTERM ends it gracefully" 0
}

console() {
  say "the console under Xvfb"
  Xvfb ":$display" -screen 0 1440x900x24 -ac -nolisten tcp > "$proof/xvfb.log" 2>&1 &
  x=$!
  started="$started $x"
  until_true 30 [ -S "/tmp/.X11-unix/X$display" ]
  first_page
  as_analyst DISPLAY=":$display" DATALAYER_LOG_LEVEL=INFO datalayer --demo > "$proof/console.log" 2>&1 &
  pid=$!
  started="$started $pid"
  check "the window's first frame is painted" until_true 300 seen console.log 'first frame of="window"'
  check "the screens' first frame is painted" until_true 300 seen console.log 'first frame of="screens"'
  grep 'first frame' "$proof/console.log" | sed 's/^/   /'
  check "the demo's history has landed" until_true 900 landed
  sleep 5
  if command -v xprop > /dev/null; then
    check "the window is of the class that the menu entry names" window_class
  fi
  import -display ":$display" -window root "$proof/console.png"
  check "photographed: $proof/console.png" [ -s "$proof/console.png" ]
  finish "$pid" "SIGTERM ends it" 143
  kill "$x"
  wait "$x" || true
  check "nothing was put into a folder of the user's but its own" [ -z "$(strangers)" ]
}

# Whether a dock can tell that the window belongs to the menu entry.
window_class() {
  class=$(sed -n 's/^StartupWMClass=//p' "$root/usr/share/applications/datalayer.desktop")
  xprop -display ":$display" -name "Data Layer" WM_CLASS | grep -q "\"$class\", \"$class\""
}

# What somebody sees who opens it for the first time.
first_page() {
  as_analyst DISPLAY=":$display" DATALAYER_LOG_LEVEL=INFO datalayer --data-dir /tmp/first > "$proof/first.log" 2>&1 &
  pid=$!
  started="$started $pid"
  check "its first page is painted" until_true 300 seen first.log 'first frame of="window"'
  sleep 15
  import -display ":$display" -window root "$proof/first.png"
  finish "$pid" "SIGTERM ends it" 143
  rm -rf "$root/tmp/first"
}

# Whether a good many bars are there.
landed() { [ "$(bars)" -gt 10000 ]; }
bars() { analyst datalayer --data-dir "$data/demo" query 'SELECT count() FROM analytics.bars_current FINAL' 2> /dev/null | tail -1; }
strangers() { (cd "$root$home" && find . -newer "$proof/files-before" -not -type d -not -path './.local/share/datalayer/*' -not -path './.cache/fontconfig/*' -not -path './.cache/mesa_shader_cache/*'); }

upgrade() {
  say "upgraded over itself"
  before=$(bars)
  newer=$proof/newer
  dpkg-deb -R "$deb" "$newer"
  sed -i "s/^Version: .*/Version: $version+verify/" "$newer/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone -b "$newer" "$proof/newer.deb" > /dev/null
  rm -rf "$newer"
  check "apt-get install of $version+verify" install_deb "$proof/newer.deb" upgrade.log
  rm -f "$proof/newer.deb"
  check "dpkg has the new version" [ "$(inside dpkg -s datalayer | sed -n 's/^Version: //p')" = "$version+verify" ]
  check "dpkg finds every file as it was packed" inside dpkg -V datalayer
  check "the cache fits again" quietly analyst JAVA_TOOL_OPTIONS=-XX:AOTMode=on datalayer --version
  after=$(bars)
  check "the data is the same: $before bars before, $after after" [ "$before" = "$after" ]
}

removed() {
  say "removed"
  check "apt-get remove" quietly inside apt-get -q -y remove datalayer
  check "apt-get purge" quietly inside apt-get -q -y purge datalayer
  files > "$proof/files-after"
  # packages still name /bin and /lib, which are links into /usr
  sed -E 's#^/(bin|sbin|lib|lib64)/#/usr/\1/#; s/^/./' "$root"/var/lib/dpkg/info/*.list | sort -u > "$proof/files-owned"
  comm -13 "$proof/files-before" "$proof/files-after" | comm -23 - "$proof/files-owned" \
    | grep -v -e '^\./var/cache/' -e '^\./var/lib/apt/' -e '^\./var/lib/dpkg/' -e '^\./var/log/' > "$proof/left" || true
  ours=$(grep -i -e datalayer -e chdb -e openjfx -e '/opt/' "$proof/left" | grep -v "^\.$data" || true)
  check "no file of ours outside the user's data $ours" [ -z "$ours" ]
  check "the user's data is there: $(du -sm "$root$data" | cut -f1) MiB in $data" [ -d "$root$data/demo" ]
  echo "   new, not in any package, outside the data (made by packages it depended on, or by the user's session):"
  grep -v "^\.$data" "$proof/left" | grep -v -e '__pycache__' | head -40 | sed 's/^\./     /'
}

# Where systemd is, but does not run, as in a container's image: what its own tools say of the unit, and that no link
# to it stays behind. A start by systemd itself needs a machine that booted.
unit() {
  say "with systemd's tools in the root"
  check "systemd and the package installed" quietly inside apt-get -q -y --no-install-recommends install systemd
  check "the package installed again" install_deb "$deb" install-again.log
  check "systemd-analyze finds nothing wrong with the unit $(inside systemd-analyze verify datalayer.service 2>&1 | head -3)" quietly inside systemd-analyze verify datalayer.service
  check "it is disabled" [ "$(inside systemctl is-enabled datalayer 2> /dev/null)" = disabled ]
  quietly inside systemctl enable datalayer
  wanted=$root/etc/systemd/system/multi-user.target.wants/datalayer.service
  check "it can be enabled" [ -L "$wanted" ]
  check "apt-get remove" quietly inside apt-get -q -y remove datalayer
  check "no link to it is left" [ ! -L "$wanted" ]
}

all() {
  bare "$1"
  installed
  cache
  daemon
  console
  upgrade
  removed
  unit
  say "$failures checks failed; logs and the picture are in $proof"
  [ "$failures" -eq 0 ]
}

all "${3:-}"
