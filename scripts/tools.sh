#!/usr/bin/env bash
# Sees to it that what `make test` and `make bench` need beside Go is there: Chromium, Node.js, a text font, and axe-core, the
# accessibility checker. Installs what is missing with the system's package manager where that works without a question, and says what it does.
# Where it cannot, it says what to install and fails. Nothing is installed that is there already.
#
# Usage: scripts/tools.sh FOLDER    (the folder takes axe-core)
set -euo pipefail
cache=${1:?usage: scripts/tools.sh FOLDER}

# axe-core as the npm registry has it; the sum keeps it to exactly this file.
axe_version=4.14.1
axe_sum=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c

say() { printf 'tools: %s\n' "$*" >&2; }
have() { type -P "$1" >/dev/null; }

has_browser() {
  [ -n "${CHROMIUM:-}" ] && have "$CHROMIUM" && return
  for name in headless_shell headless-shell chromium chromium-browser google-chrome google-chrome-stable google-chrome-beta google-chrome-unstable; do
    have "$name" && return
  done
  for path in "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -x "$path" ] && return
  done
  return 1
}

# A page with no font at all draws nothing.
has_font() {
  [ "$(uname -s)" != Linux ] && return
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' -o -name '*.pfb' \) -print -quit 2>/dev/null)" ]
}

# as_root runs a command as root if that needs no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

# add names one thing in the words of the system's package manager: apt, dnf, pacman, zypper, apk or brew.
add() {
  local thing=$1 apt=$2 dnf=$3 pacman=$4 zypper=$5 apk=$6 brew=$7
  if have apt-get; then
    say "installing $apt with apt-get, for $thing"
    if [ -z "${updated:-}" ]; then as_root apt-get update -qq >&2 || return 1; updated=yes; fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $apt >&2
  elif have dnf; then say "installing $dnf with dnf, for $thing"; as_root dnf install -y -q $dnf >&2
  elif have pacman; then say "installing $pacman with pacman, for $thing"; as_root pacman -S --noconfirm --needed $pacman >&2
  elif have zypper; then say "installing $zypper with zypper, for $thing"; as_root zypper --non-interactive install $zypper >&2
  elif have apk; then say "installing $apk with apk, for $thing"; as_root apk add $apk >&2
  elif have brew; then say "installing $brew with brew, for $thing"; brew install $brew >&2
  else return 1
  fi
}

missing=()
if ! has_browser; then
  add 'the browser tests' chromium chromium chromium chromium chromium '--cask chromium' && has_browser ||
    missing+=('Chromium or Google Chrome (or its path in CHROMIUM), for the browser tests')
fi
if ! has_font; then
  add 'text in the browser tests' fonts-liberation liberation-fonts ttf-liberation liberation-fonts font-liberation font-liberation && has_font ||
    missing+=('a text font such as Liberation, for the browser tests')
fi
if ! have node; then
  add 'the engine under WebAssembly' nodejs nodejs nodejs nodejs nodejs node && have node ||
    missing+=('Node.js 18 or later, which runs the engine'"'"'s tests as WebAssembly')
fi
if have node && ! node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'; then
  missing+=("Node.js 18 or later; this is $(node --version)")
fi
if ! [ -s "$cache/axe.min.js" ] || [ "$(cat "$cache/axe.version" 2>/dev/null)" != "$axe_version" ]; then
  if ! have npm; then
    add 'fetching axe-core' npm npm npm npm npm node || true
  fi
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/axe.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  say "fetching axe-core $axe_version with npm, for the accessibility tests"
  if have npm && (cd "$work" && npm pack --silent "axe-core@$axe_version" >/dev/null) && tar -xzf "$work/axe-core-$axe_version.tgz" -C "$work" package/axe.min.js; then
    sum=$( (sha256sum "$work/package/axe.min.js" 2>/dev/null || shasum -a 256 "$work/package/axe.min.js") | cut -d' ' -f1)
    if [ "$sum" = "$axe_sum" ]; then
      mv "$work/package/axe.min.js" "$cache/axe.min.js"
      printf '%s' "$axe_version" >"$cache/axe.version"
    else
      missing+=("axe-core $axe_version as it was published (this one has the sum $sum)")
    fi
  else
    missing+=("npm with its registry in reach, to fetch axe-core $axe_version (or axe.min.js of that version in $cache, with its version in axe.version)")
  fi
fi

if [ ${#missing[@]} -gt 0 ]; then
  say 'cannot go on without:'
  for thing in "${missing[@]}"; do say "  - $thing"; done
  exit 1
fi
