# To be read by other scripts: installs what the tests need from the system's packages.

# install_packages PACKAGE...: without letting any of them start a service. Fails with a message.
install_packages() {
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "no apt-get to install with: $*" >&2
    return 1
  fi
  policy=/usr/sbin/policy-rc.d
  ours=
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && ours=yes
  fi
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  apt() { apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }
  apt install -y --no-install-recommends "$@" >/dev/null ||
    { apt update && apt install -y --no-install-recommends "$@" >/dev/null; }
  installed=$?
  if [ "$ours" ]; then rm -f "$policy"; fi
  [ "$installed" -eq 0 ] || echo "apt-get could not install: $*" >&2
  return "$installed"
}
