#!/bin/sh
# What docs/images/quick-start.svg shows. CONTRIBUTING.md says how it is recorded.
show() {
    printf '\033[1;32m$\033[0m %s\n' "$1"
    sleep 1
    eval "$1"
    sleep "$2"
    echo
}

show './model-catalog run' 4
show './model-catalog review show 5' 3
show "./model-catalog review resolve 5 --value '\"PostgreSQL 15\"' --by Ada --note 'the rules are one query'" 3
show './model-catalog status' 4
