#!/bin/sh
# Run by jpackage in the root of a package before it is packed: what an installed program has outside its own
# folder. So the package manager owns these files too, and takes them away again. DATALAYER_ROOT: the sources.
set -eu
cd "${JpAppImageDir:?}"
linux=$DATALAYER_ROOT/jpackage/linux

put() { # file, where
  mkdir -p "$(dirname "$2")"
  cp "$1" "$2"
  chmod 644 "$2"
}

mkdir -p usr/bin
ln -s /opt/datalayer/bin/datalayer usr/bin/datalayer
put "$linux/datalayer.service" usr/lib/systemd/system/datalayer.service
put "$linux/datalayer.desktop" usr/share/applications/datalayer.desktop
put "$DATALAYER_ROOT/jpackage/icons/datalayer.svg" usr/share/icons/hicolor/scalable/apps/datalayer.svg
for size in 48 256; do
  put "$DATALAYER_ROOT/src/main/resources/datalayer/console/icon-$size.png" \
    "usr/share/icons/hicolor/${size}x$size/apps/datalayer.png"
done
put "$linux/copyright" usr/share/doc/datalayer/copyright
rm -rf opt/datalayer/share
if [ -f "$DATALAYER_ROOT/target/datalayer-sbom.json" ]; then
  put "$DATALAYER_ROOT/target/datalayer-sbom.json" usr/share/doc/datalayer/datalayer-sbom.json
fi
(cd "$DATALAYER_ROOT/config" && find . -type f) | while read -r file; do
  put "$DATALAYER_ROOT/config/$file" "usr/share/doc/datalayer/examples/$file"
done
mkdir -p usr/share/bash-completion/completions
opt/datalayer/bin/datalayer generate-completion > usr/share/bash-completion/completions/datalayer

chmod -R u=rwX,go=rX opt usr
# The AOT cache knows the jars it was made from by size and time, and jpackage's copies are of now.
for file in opt/datalayer/lib/app/*; do
  touch -r "$DATALAYER_ROOT/target/datalayer/lib/app/${file##*/}" "$file"
done
if [ -d DEBIAN ]; then
  rm -f DEBIAN/preinst # jpackage's own, which does nothing
  # dpkg -V compares with these
  find opt usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums
fi
