# Part of Scripts/test-package: the installed files, in a folder.

try_tree() {
    local tree=$1
    PATH=$tree/usr/bin:$PATH
    hash -r
    check "every file that an installation has is there" has_files "$tree"
    check "a page of the manual for each command" has_pages "$tree"
    check "man has no warning, and finds the name of each page" reads_pages "$tree"
    local what="completes rules, profiles, formats, commands and files"
    check "bash $what" try_completions bash "$tree/usr/share/bash-completion/completions/sendready"
    check "zsh $what" try_completions zsh "$tree/usr/share/zsh/vendor-completions"
    check "fish $what" try_completions fish "$tree/usr/share/fish/vendor_completions.d/sendready.fish"
    check "systemd has nothing against the service and its timer" try_units "$tree"
    check "the service is as closed as it can be (systemd-analyze security)" try_hardening "$tree"
    check "the service's options in /etc/default are those of the unit" try_defaults "$tree"
    check "logcheck ignores what systemd says of a run, and nothing else" try_logcheck "$tree"
    check "version, and a digest of the rule files that are installed" try_version "$tree"
    check "the example deployment is accepted" sendready plan --no-dns "$tree/etc/sendready/deployment.yaml"
}

has_files() (
    cd "$1"
    for file in usr/bin/sendready etc/sendready/deployment.yaml etc/default/sendready etc/logcheck/ignore.d.server/sendready \
        lib/systemd/system/sendready.{service,timer} usr/share/doc/sendready/{README.md,compatibility.md,rule-language.md,CHANGELOG.md.gz} \
        usr/share/doc/sendready/rules/{README.md,spf/missing.md} usr/share/doc/sendready/schemas/{report,deployment}.schema.json \
        usr/share/doc/sendready/examples/{grafana/sendready.json,prometheus/sendready.rules.yaml,nagios/sendready.cfg,cron/sendready,direct.yaml} \
        usr/share/sendready/rules/spf/missing.yaml usr/share/bash-completion/completions/sendready \
        usr/share/zsh/vendor-completions/_sendready usr/share/fish/vendor_completions.d/sendready.fish; do
        [ -s "$file" ] || { echo "$file is not there"; exit 1; }
    done
    ! grep -rl /usr/local/bin lib usr/share/doc/sendready/examples || { echo "speaks of another place"; exit 1; }
    [ -z "$(find . -type f -perm /022)" ]
)

# The words of all commands, by --help itself.
has_pages() {
    local count
    count=$(sendready --experimental-dump-help | grep -oE '"commandName" ?: ?"[a-z]+"' | grep -cvE '"(help|manual)"')
    [ "$(find "$1/usr/share/man/man1" -name 'sendready*.1.gz' | wc -l)" = "$count" ]
    [ "$count" -gt 20 ]
}

reads_pages() {
    local page said
    for page in "$1"/usr/share/man/man1/*.gz; do
        said=$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
        [ -z "$said" ] || { echo "$page: $said"; return 1; }
        lexgrog "$page" >/dev/null || { echo "$page: no name"; return 1; }
    done
}

# offers SHELL FILE LINE WORD: whether the shell offers WORD where LINE ends.
offers() {
    local said
    said=$(HOME=$work "$1_offers" "$2" "$3")
    grep -qwF -- "$4" <<<"$said" || { echo "$3: no $4 in: $said"; return 1; }
}

# What bash offers for the last word, by the function that it would call.
bash_offers() {
    local words
    read -ra words <<<"$2"
    # shellcheck disable=SC2016
    bash --norc -c '. /usr/share/bash-completion/bash_completion; . "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
        function=$(complete -p sendready | sed "s/.*-F \([^ ]*\).*/\1/"); "$function" sendready "${*: -1}" "${*: -2:1}"
        printf "%s\n" "${COMPREPLY[@]}"' "$1" "${words[@]}"
}

# These two complete in a terminal only: one is made for them.
zsh_offers() { zsh -f Scripts/packaging/terminal-offers zsh "$1" "$2"; }
fish_offers() { zsh -f Scripts/packaging/terminal-offers fish "$1" "$2"; }

# try_completions SHELL FILE
try_completions() {
    local status=0
    offers "$1" "$2" "sendready audit --rule spf/mi" spf/missing || status=1
    offers "$1" "$2" "sendready judge --profile gma" gmail || status=1
    offers "$1" "$2" "sendready audit --format prom" prometheus || status=1
    offers "$1" "$2" "sendready rules expl" explain || status=1
    offers "$1" "$2" "sendready audit Examples/dir" Examples/direct.yaml || status=1
    return $status
}

units_with_program() {
    local folder=$work/units
    mkdir -p "$folder"
    cp "$1"/lib/systemd/system/sendready.* "$folder"
    # Its program is not at its place on this machine.
    sed -i "s|/usr/bin/sendready|$1/usr/bin/sendready|" "$folder/sendready.service"
    echo "$folder"
}

try_units() {
    local said
    said=$(cd "$(units_with_program "$1")" && SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --man=no ./sendready.service ./sendready.timer 2>&1) \
        || { echo "$said"; return 1; }
    ! grep -F sendready. <<<"$said"
    grep -q '^ExecStart=/usr/bin/sendready audit ' "$1/lib/systemd/system/sendready.service"
}

# Exposure from 0 to 10, times ten: what talks to the Internet cannot be much below 2.
try_hardening() { (cd "$(units_with_program "$1")" && systemd-analyze security --offline=yes --threshold=20 --no-pager ./sendready.service); }

try_defaults() {
    diff <(grep -oE '^[A-Z_]+=' "$1/etc/default/sendready" | sort) \
        <(sed -nE 's/^Environment="?([A-Z_]+=).*/\1/p' "$1/lib/systemd/system/sendready.service" | sort)
}

try_logcheck() {
    local patterns=$1/etc/logcheck/ignore.d.server/sendready before='2026-11-22T12:00:00.123456+00:00 mail systemd[1]: '
    [ -z "$(printf '%s\n' "${before}Starting sendready.service - Is the email platform ready to send?..." \
        "${before}Finished sendready.service - Is the email platform ready to send?." \
        "Nov 22 12:00:00 mail systemd[1]: sendready.service: Deactivated successfully." | grep -vEf "$patterns")" ]
    [ "$(printf '%s\n' "${before}sendready.service: Failed with result 'exit-code'." | grep -cvEf "$patterns")" = 1 ]
}

try_version() {
    local digest
    [ "$(sendready --version)" = "$(sed -n 's/^    static let version = "\(.*\)"$/\1/p' Sources/sendready/Sendready.swift)" ]
    digest=$(cd "$1/usr/share/sendready/rules" && find . -name '*.yaml' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d' ' -f1)
    sendready version --format json | grep -F "\"$digest\"" || { echo "the digest is not $digest"; return 1; }
}
