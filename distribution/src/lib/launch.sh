# What every launcher of the Model Catalog does; it is read by them, not run.
#
#   JAVA_HOME                 the Java to use, if not the one that is on the PATH
#   MODEL_CATALOG_JAVA_OPTS   further options for the JVM, separated by spaces

say() {
    printf 'model-catalog: %s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

find_java() {
    if [ -n "${JAVA_HOME-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
    else
        java=$(command -v java) || fail "there is no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
    fi
    java_home=$(dirname -- "$(dirname -- "$(follow "$java")")")
}

# A JDK says its version in a file, which is quicker to read than to start it.
java_version() {
    if [ -r "$java_home/release" ]; then
        sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$java_home/release"
    else
        "$java" -version 2>&1 | sed -n 's/.* version "\(.*\)".*/\1/p'
    fi
}

require_java_17() {
    version=$(java_version)
    major=${version#1.}
    major=${major%%[!0-9]*}
    [ -n "$major" ] || fail "$java does not say its version: install a JDK, 17 or newer, or set JAVA_HOME"
    [ "$major" -ge 17 ] || fail "$java is version $version: install a JDK, 17 or newer, or set JAVA_HOME"
}

# Becomes the application. Commands are short: the flags save their start more than they cost later.
launch() {
    jar=$1
    shift
    # Names of files and what is typed are bytes; Java reads them as the locale says, and ASCII would lose letters.
    case $(locale charmap 2> /dev/null) in
        UTF-8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
    # No option is a pattern of file names.
    set -f
    # shellcheck disable=SC2086  # several options in one variable
    exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Dfile.encoding=UTF-8 \
        ${MODEL_CATALOG_JAVA_OPTS-} -jar "$jar" "$@"
}
