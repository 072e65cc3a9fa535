#!/bin/sh
# Installs briefgen from this folder, without a network.
#   sh install.sh [--prefix DIR] [--python PYTHON]    install, or upgrade what is there
#   sh install.sh --rollback [--prefix DIR]           go back to the version before
# Each version has a folder of its own in PREFIX/versions; PREFIX/current is a link to the one in use. The link is
# switched last and in one step: whatever goes wrong before leaves the version that was in use as it was.
set -eu
umask 022

say() { printf '%s\n' "install: $*"; }

fail() {
  printf '%s\n' "install: $*" >&2
  exit 1
}

usage() {
  printf '%s\n' "usage: sh install.sh [--prefix DIR] [--python PYTHON] [--rollback]" >&2
  exit 2
}

read_arguments() {
  prefix=/opt/briefgen python='' action=install
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix) [ $# -gt 1 ] || usage; prefix=$2; shift ;;
      --python) [ $# -gt 1 ] || usage; python=$2; shift ;;
      --rollback) action=rollback ;;
      *) usage ;;
    esac
    shift
  done
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
}

# ---------------------------------------------------------------- the folder of versions

# One installation at a time; the kernel frees the lock however it ends.
take_lock() {
  mkdir -p "$prefix/versions" || fail "$prefix: cannot be written: be root, or give --prefix DIR"
  command -v flock >/dev/null || return 0
  exec 9>"$prefix/.lock" || fail "$prefix: cannot be written: be root, or give --prefix DIR"
  flock -n 9 || fail "$prefix: another installation is under way: wait until it has ended"
}

in_use() { readlink "$prefix/$1" 2>/dev/null || true; }

# point LINK TARGET: in one step, so that there is no moment without it.
point() {
  ln -sfn "$2" "$prefix/.$1.new"
  mv -fT "$prefix/.$1.new" "$prefix/$1"
}

switch_to() {
  before=$(in_use current)
  [ "$before" = "versions/$1" ] && return
  [ -z "$before" ] || point previous "$before"
  point current "versions/$1"
}

# Folders without .complete are what a killed installation left; of the others the two that the links name stay.
tidy() {
  for folder in "$prefix"/versions/*/; do
    folder=${folder%/}
    name=versions/${folder##*/}
    [ "$name" = "$(in_use current)" ] || [ "$name" = "$(in_use previous)" ] || [ ! -d "$folder" ] || rm -rf "$folder"
  done
}

roll_back() {
  before=$(in_use previous)
  [ -n "$before" ] && [ -e "$prefix/$before/.complete" ] || fail "$prefix: there is no version to go back to"
  switch_to "${before#versions/}"
  say "in use: $before. If its ledger is older than the state folder's, it will say so: see docs/batch.md, Roll-back"
}

# ---------------------------------------------------------------- this folder

check_files() {
  command -v sha256sum >/dev/null || fail "sha256sum is missing: install coreutils"
  wrong=$(LC_ALL=C sha256sum --check --quiet SHA256SUMS 2>&1) || fail "this folder is not as it was made: $wrong
install: unpack the archive again, and compare the archive's own checksum"
}

fits() { "$1" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted')" 2>/dev/null; }

find_python() {
  read -r version wanted machine <TARGET
  [ "$(uname -m)" = "$machine" ] || fail "this bundle is for $machine, this machine is $(uname -m): take the other bundle"
  if [ -n "$python" ]; then set -- "$python"; else set -- "python$wanted" python3; fi
  for one in "$@"; do
    if fits "$one"; then
      python=$(command -v "$one")
      return
    fi
  done
  fail "this bundle needs Python $wanted: install it, or name it: sh install.sh --python /path/to/python$wanted"
}

# ---------------------------------------------------------------- the installation

drop_unfinished() {
  code=$?
  [ -z "${unfinished:-}" ] || rm -rf "$unfinished"
  exit "$code"
}

# The pip of the bundle, not the system's: Debian has none without python3-venv. No settings of this machine count.
install_into() {
  "$python" -m venv --without-pip "$1"
  pip=$(echo wheels/pip-*.whl)
  env -u PYTHONPATH -u PYTHONHOME PIP_CONFIG_FILE=/dev/null "$1/bin/python" "$pip/pip" --isolated install \
    --quiet --no-index --find-links wheels --require-hashes --no-cache-dir --disable-pip-version-check \
    --requirement requirements.txt
}

# What is missing is told, and the version is used all the same: the packages can be installed afterwards.
check_host() {
  report=$(cd "$1" && ./bin/briefgen check --host 2>&1) && return
  say "briefgen is installed, but this machine lacks something that memos need:"
  printf '%s\n' "$report" | grep '^FAULT' || printf '%s\n' "$report"
  say "do what stands behind the last colon (packages by name: system-packages.tsv); then $prefix/current/bin/briefgen check --host"
  lacking=1
}

install_version() {
  check_files
  find_python
  id=$version-$(sha256sum SHA256SUMS | cut -c 1-8)
  target=$prefix/versions/$id
  if [ ! -e "$target/.complete" ]; then
    unfinished=$target
    trap drop_unfinished EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    rm -rf "$target"
    say "installing $id with $("$python" --version)"
    install_into "$target"
    "$target/bin/briefgen" --version >/dev/null || fail "$target: does not start"
    : >"$target/.complete"
    unfinished=''
  fi
  lacking=0
  check_host "$target"
  switch_to "$id"
  tidy
  say "in use: $prefix/current/bin/briefgen ($id)"
  return "$lacking"
}

read_arguments "$@"
cd "$(dirname "$0")"
take_lock
case $action in
  rollback) roll_back ;;
  install) install_version ;;
esac
