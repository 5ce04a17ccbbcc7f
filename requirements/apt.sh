#!/usr/bin/env bash
# Install the Debian packages that are named and missing: as root, or by sudo where it asks for nothing.
set -euo pipefail

missing=()
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

install() {
    "$@" apt-get update -qq
    "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

echo "Installing: ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then
    install env >/dev/null
elif sudo -n true 2>/dev/null; then
    install sudo >/dev/null
else
    echo "These Debian packages are needed; please run this line, then try again:" >&2
    echo "  sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
