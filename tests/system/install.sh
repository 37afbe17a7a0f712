#!/usr/bin/env bash
# Install the Debian programs that `make test-system` drives, where they are missing. Needs root; CI is.
set -euo pipefail

# program:package
wanted=(chromium:chromium firefox-esr:firefox-esr ffprobe:ffmpeg gpo:gpodder podget:podget newsboat:newsboat node:nodejs npm:npm strace:strace exiftool:libimage-exiftool-perl)

missing=()
for pair in "${wanted[@]}"; do
  command -v "${pair%%:*}" > /dev/null || missing+=("${pair##*:}")
done
[[ -x /usr/sbin/sshd ]] || missing+=(openssh-server)

if ((${#missing[@]} == 0)); then
  echo "nothing is missing"
  exit
fi
if ((EUID != 0)); then
  echo "error: missing: ${missing[*]}" >&2
  echo "       as root: apt-get install ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update
# Recommended packages are left out: gpodder's alone would bring a desktop.
apt-get install --yes --no-install-recommends "${missing[@]}"
