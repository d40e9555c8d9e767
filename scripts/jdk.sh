# Sourced by ./execo and ./check: finds a JDK that is new enough, without starting any.

needed=25

# Sets java_home and java_release if $1 is a JDK of the needed version or a newer one.
try_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  java_version='' java_release=''
  while IFS='=' read -r key value; do
    value=${value#\"} value=${value%\"}
    case $key in
    JAVA_VERSION) java_version=$value ;;
    JAVA_RUNTIME_VERSION) java_release=$value ;;
    esac
  done <"$1/release"
  major=${java_version%%[!0-9]*}
  [ "${major:-0}" -ge "$needed" ] || return 1
  java_release=${java_release:-$java_version}
  java_home=$1
}

# Sets java_home and java_release, or fails with a message in jdk_problem.
find_jdk() {
  if [ -n "${EXECO_JAVA_HOME:-}" ]; then
    try_jdk "$EXECO_JAVA_HOME" && return
    jdk_problem="EXECO_JAVA_HOME=$EXECO_JAVA_HOME is not a JDK $needed or newer; point it to one or unset it"
    return 1
  fi
  [ -n "${JAVA_HOME:-}" ] && try_jdk "$JAVA_HOME" && return
  if in_path=$(command -v javac) && in_path=$(readlink -f "$in_path" 2>/dev/null); then
    try_jdk "${in_path%/bin/javac}" && return
  fi
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    try_jdk "$candidate" && return
  done
  jdk_problem="no JDK $needed or newer found; install one, or set EXECO_JAVA_HOME to where it is"
  return 1
}

# Makes Maven run on the JDK that was found, without the warnings that Maven's libraries cause there.
use_jdk_for_maven() {
  JAVA_HOME=$java_home
  MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  export JAVA_HOME MAVEN_OPTS
}
