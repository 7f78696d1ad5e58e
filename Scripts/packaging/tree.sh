# Part of Scripts/package: the files of an installation, the same in the Debian package, the archive and the image.

# lay_tree BINARY FOLDER
lay_tree() {
    local binary=$1 root=$2 documents=$2/usr/share/doc/sendready shell
    rm -rf "$root"
    mkdir -p "$root/usr/bin" "$root/usr/share/man/man1" "$documents" "$root/usr/share/sendready" "$root/etc/sendready" \
        "$root/lib/systemd/system" "$root/etc/default" "$root/etc/logcheck/ignore.d.server" \
        "$root/usr/share/bash-completion/completions" "$root/usr/share/zsh/vendor-completions" \
        "$root/usr/share/fish/vendor_completions.d"
    install -m 755 "$binary" "$root/usr/bin/sendready"
    # The symbols go into a package of their own.
    strip --remove-section=.comment --remove-section=.note "$root/usr/bin/sendready"

    "$binary" manual "$root/usr/share/man/man1" >/dev/null
    gzip -9n "$root"/usr/share/man/man1/*.1
    completions "$binary" bash >"$root/usr/share/bash-completion/completions/sendready"
    completions "$binary" zsh >"$root/usr/share/zsh/vendor-completions/_sendready"
    completions "$binary" fish >"$root/usr/share/fish/vendor_completions.d/sendready.fish"

    install -m 644 Examples/direct.yaml "$root/etc/sendready/deployment.yaml"
    install -m 644 Scripts/packaging/sendready.default "$root/etc/default/sendready"
    install -m 644 Scripts/packaging/logcheck "$root/etc/logcheck/ignore.d.server/sendready"
    for unit in sendready.service sendready.timer; do
        # What the head of the example tells those who install by hand is done here.
        installed <"Examples/systemd/$unit" | sed '1,/^$/{/^#/d}' | sed '1{/^$/d}' >"$root/lib/systemd/system/$unit"
    done

    cp -r Examples "$documents/examples"
    rm -rf "$documents/examples/systemd"
    for example in cron/sendready nagios/sendready.cfg README.md; do
        installed <"Examples/$example" >"$documents/examples/$example"
    done
    sed -i '/^| systemd |/d' "$documents/examples/README.md"
    mkdir "$documents/schemas"
    mv "$documents"/examples/*.schema.json "$documents/schemas/"
    cp -r Rules/pages "$documents/rules"
    mkdir "$root/usr/share/sendready/rules"
    (cd Rules && find . -name '*.yaml' -exec cp --parents -t "$root/usr/share/sendready/rules" {} +)
    install -m 644 Rules/README.md "$documents/rule-language.md"
    install -m 644 README.md Documentation/compatibility.md "$documents/"
    gzip -9nc CHANGELOG.md >"$documents/CHANGELOG.md.gz"
    chmod -R u=rwX,go=rX "$root"
    find "$root" -type f ! -path "$root/usr/bin/*" -exec chmod 644 {} +
    find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# Files that are read and not run begin without an interpreter.
completions() { "$1" --generate-completion-script "$2" | sed "1{/^#!/d}"; }

# Examples are written for who installs by hand.
installed() { sed 's|/usr/local/bin/sendready|/usr/bin/sendready|g; s|^PATH=/usr/local/bin:|PATH=|'; }

# tar_of FOLDER: an archive on standard output that depends on nothing but what is in the folder and the commit's date.
tar_of() {
    tar --create --directory="$1" --sort=name --format=gnu --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --mode=u=rwX,go=rX .
}
