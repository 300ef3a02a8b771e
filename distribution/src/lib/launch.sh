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
    follow "$java"
    java_home=${path%/*/*}
}

# A JDK says its version in a file, which is quicker to read than to start it.
find_version() {
    version=
    if [ -r "$java_home/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=*) version=${line#*\"} ;;
            esac
        done < "$java_home/release"
        version=${version%%\"*}
    else
        version=$("$java" -version 2>&1 | sed -n 's/.* version "\(.*\)".*/\1/p')
    fi
}

require_java_17() {
    find_version
    major=${version#1.}
    major=${major%%[!0-9]*}
    [ -n "$major" ] || fail "$java does not say its version: install a JDK, 17 or newer, or set JAVA_HOME"
    [ "$major" -ge 17 ] || fail "$java is version $version: install a JDK, 17 or newer, or set JAVA_HOME"
}

# Leaves beside the jar the classes that every command loads, in the form in which this Java keeps them in memory: a command
# then starts sooner. Happens once for a Java and a jar, where the folder can be written to; if it fails, an empty
# file says so.
prepare() {
    of_java=$version$java_home
    while :; do
        case $of_java in
            */*) of_java=${of_java%%/*}_${of_java#*/} ;;
            *) break ;;
        esac
    done
    archives=${jar%.jar}-$of_java
    archive=$archives-$(inode_and_size "$jar").jsa
    if [ -e "$archive" ] || [ ! -w "${jar%/*}" ]; then
        return 0
    fi
    say "preparing for quicker starts, which takes some seconds, once"
    part=$archive.$$
    trap 'rm -f "$part" "$part".*' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if ! { list_classes && dump_classes; } > /dev/null 2>&1 < /dev/null; then
        : > "$part"
    fi
    rm -f "$archives"-*.jsa
    chmod 644 "$part" && mv -f "$part" "$archive"
    rm -f "$part" "$part".*
    trap - EXIT INT TERM
}

# shellcheck disable=SC2012  # of ls only the numbers are read, which stand before the name
inode_and_size() {
    ls -ilnd "$1" | { read -r inode _ _ _ _ size _ && printf '%s-%s' "$inode" "$size"; }
}

# Lists the classes that help, the validator and the work on a database load, and what the JDK made of lambdas. A line that a
# JVM reads twice it takes amiss; and to make a lambda is to link picocli, whose class files are too old to be kept linked.
# shellcheck disable=SC2086  # several flags in one variable
list_classes() {
    "$java" $flags -XX:DumpLoadedClassList="$part.help" -jar "$jar" --help \
        && { printf '{}' | "$java" $flags -XX:DumpLoadedClassList="$part.validate" -jar "$jar" validate - || :; } \
        && "$java" $flags -XX:DumpLoadedClassList="$part.database" -cp "$jar" ai.scidex.migration.DatabaseClasses \
        && sed -e '/^#/d' -e '/ source:/d' -e '/^@.*picocli/d' -e '/^@/!s/ .*//' "$part.help" "$part.validate" "$part.database" \
        | sort -u > "$part.classes"
}

# shellcheck disable=SC2086
dump_classes() {
    "$java" $flags -Xshare:dump -XX:SharedClassListFile="$part.classes" -XX:SharedArchiveFile="$part" -jar "$jar"
}

# Becomes the application.
launch() {
    jar=$1
    shift
    # An archive is at home at an address: to move it takes longer than to load it.
    flags='-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0'
    case ${1-} in
        # What may read millions of rows is worth optimising.
        backfill | migrate | plan | report | revert | review | run | verify) ;;
        *) flags="$flags -XX:TieredStopAtLevel=1" ;;
    esac
    # Names of files and what is typed are bytes; Java reads them as the locale says, and ASCII would lose letters.
    case $(locale charmap 2> /dev/null) in
        UTF-8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
    prepare || :
    # No option is a pattern of file names.
    set -f
    # This shell knows what Java would have to start one for.
    terminals=0
    [ ! -t 1 ] || terminals=1
    [ ! -t 2 ] || terminals=$((terminals + 2))
    set -- "-Dmodel-catalog.terminals=$terminals" -jar "$jar" "$@"
    # One that cannot be read would make the JVM go without its own archive, too.
    if [ -s "$archive" ] && [ -r "$archive" ]; then
        set -- -XX:SharedArchiveFile="$archive" "$@"
    fi
    # What the JVM says of archives would stand among our results.
    # shellcheck disable=SC2086  # several options in one variable
    exec "$java" $flags -Xshare:auto -Xlog:disable -Dfile.encoding=UTF-8 ${MODEL_CATALOG_JAVA_OPTS-} "$@"
}
