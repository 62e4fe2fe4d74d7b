#!/bin/sh
# Install what requirements/LIST.txt pins into .venv: sh requirements/install.sh LIST [PYTHON]
#
# A .venv that is whole is left alone. One that was made with another Python than PYTHON (if one
# is named), that has moved, that was only half installed or from other pins is made anew.
set -eu
cd "$(dirname "$0")/.."
list=$1
named=${2:-}
python=${named:-python3}

say() { printf '%s\n' "$@" >&2; }

# Which Python it is, the same for a Python and for what was made with it.
python_of() { "$1" -c 'import sys; print(sys.version.split()[0], sys.base_prefix)' 2>/dev/null; }

is_whole() {
  [ -e .venv/made ] && [ ! -e .venv/unfinished ] || return 1
  have=$(python_of .venv/bin/python) || return 1
  [ -z "$named" ] || [ "$have" = "$(python_of "$named")" ] || return 1
  [ "$(cat .venv/made)" = "$have $(cd .venv && pwd -P)" ] || return 1
  for pins in .venv/*.txt; do
    [ ! -e "$pins" ] || cmp -s "$pins" "requirements/${pins##*/}" || return 1
  done
}

make_anew() {
  if ! command -v "$python" >/dev/null; then
    say "There is no $python here; Python 3.11 or newer is needed." \
      "Install it (Debian and Ubuntu: sudo apt install python3 python3-venv), or say which one to use: make PYTHON=…"
    exit 1
  fi
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Python 3.11 or newer is needed; $python is $("$python" --version 2>&1)." \
      "Say which one to use: make PYTHON=python3.12 …"
    exit 1
  fi
  rm -rf .venv
  if ! "$python" -m venv .venv; then
    rm -rf .venv
    say "This Python can't make virtual environments; on Debian and Ubuntu: sudo apt install python3-venv"
    exit 1
  fi
  printf '%s\n' "$(python_of .venv/bin/python) $(cd .venv && pwd -P)" >.venv/made
}

is_whole || make_anew
[ ! -e ".venv/$list.txt" ] || exit 0
say "Installing requirements/$list.txt into .venv, which takes a moment …"
touch .venv/unfinished
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "requirements/$list.txt"
cp "requirements/$list.txt" .venv/
rm .venv/unfinished
