#!/bin/sh
# night_alone.sh BUNDLE FOLDER PORT: installs a bundle where there is no network, makes a memo and two nights with it.
# FOLDER holds site/ (served at 127.0.0.1:PORT), desk/ (config.yaml) and article.txt; installed/ and the log are written.
# Started by test_bundle.py, in a network namespace or under the trap of the folder alone/.
set -eu
bundle=$1 folder=$2 port=$3

# A fresh namespace has a loopback that is down. Where we are not in one, it is up already.
python3 -c 'import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh22x", b"lo", 0x41))' 2>/dev/null || true

# What the trial is worth nothing without: nothing else can be reached.
if python3 -c 'import socket; socket.create_connection(("192.0.2.1", 80), 3)' 2>"$folder/refused"; then
  echo "there is a network here" >&2
  exit 9
fi
tail -n 1 "$folder/refused"

mkdir -p "$folder/unpacked"
tar -xzf "$bundle" -C "$folder/unpacked"
(cd "$folder" && sh unpacked/briefgen-*/install.sh --prefix installed)
briefgen=$folder/installed/current/bin/briefgen

(cd "$folder" && "$briefgen" make article.txt -o memo.pdf && "$briefgen" verify memo.pdf article.txt)

python3 -m http.server "$port" --bind 127.0.0.1 --directory "$folder/site" >"$folder/served" 2>&1 &
trap "kill $!" EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
  python3 -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null && break
  sleep 0.2
done

# Who is called is written down by the kernel, for C libraries too, where strace may be used.
traced=''
if strace -qq -o /dev/null true 2>/dev/null; then traced="strace -f -qq -e trace=connect,sendto,sendmsg -o $folder/calls"; fi
cd "$folder/desk"
"$briefgen" batch --dry-run
$traced "$briefgen" batch 2>"$folder/log"
cp out/*/night.json "$folder/first.json"
"$briefgen" batch 2>>"$folder/log"
