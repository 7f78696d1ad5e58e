# Part of Scripts/package: the Debian packages. Uses $work, $output, $version, $architecture, $binary, $maintainer; sets $depends.

make_debs() {
    local root=$work/root control=$work/root/DEBIAN documents=usr/share/doc/sendready script
    depends=$(shared_library_dependencies "$root/usr/bin/sendready")
    install -m 644 Scripts/packaging/copyright "$root/$documents/copyright"
    changelog sendready | gzip -9n >"$root/$documents/changelog.gz"
    install -D -m 644 Scripts/packaging/lintian-overrides "$root/usr/share/lintian/overrides/sendready"

    # What the archive and the image have, and what dpkg is told, are one tree but for this folder.
    mkdir "$control"
    cat >"$control/control" <<CONTROL
Package: sendready
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k --apparent-size -s --exclude=DEBIAN "$root" | cut -f1)
Depends: adduser, $depends
Recommends: ca-certificates, dns-root-data, publicsuffix
Suggests: prometheus-node-exporter
Section: mail
Priority: optional
Description: tell whether the domains of an email platform are ready to send
 A deployment file says which names of a self-hosted email platform play which
 role, which addresses send, and where bounces return to. sendready derives the
 records, routes and certificates that must exist, compares them with the DNS
 and the servers as seen from every view, and reports what is broken, why it
 matters, and exactly which record to publish.
 .
 It checks DNS, DNSSEC, SPF, DKIM, DMARC, MTA-STS, DANE, CAA, TLS certificates
 and reverse names: before go-live, from a timer, and for dashboards.
CONTROL
    (cd "$root" && find etc -type f -printf '/%p\n' | sort) >"$control/conffiles"
    for script in postinst prerm postrm; do install -m 755 "Scripts/packaging/$script" "$control/$script"; done
    build_deb "$root" "sendready_${version}_$architecture.deb"
    rm -r "$control"

    make_symbols
}

# The debugger finds the symbols by the build's id.
make_symbols() {
    local root=$work/symbols id file
    id=$(readelf --notes "$work/root/usr/bin/sendready" | sed -n 's/.*Build ID: \([0-9a-f]*\).*/\1/p')
    [ -n "$id" ] || { echo "package: the binary has no build id" >&2; exit 65; }
    file=$root/usr/lib/debug/.build-id/${id:0:2}/${id:2}.debug
    mkdir -p "$(dirname "$file")" "$root/DEBIAN" "$root/usr/share/doc"
    objcopy --only-keep-debug --compress-debug-sections "$binary" "$file"
    chmod 644 "$file"
    # A package of symbols holds nothing else.
    ln -s sendready "$root/usr/share/doc/sendready-dbgsym"
    cat >"$root/DEBIAN/control" <<CONTROL
Package: sendready-dbgsym
Source: sendready
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k --apparent-size -s --exclude=DEBIAN "$root" | cut -f1)
Depends: sendready (= $version)
Section: debug
Priority: optional
Auto-Built-Package: debug-symbols
Build-Ids: $id
Description: debug symbols for sendready
CONTROL
    build_deb "$root" "sendready-dbgsym_${version}_$architecture.deb"
}

# build_deb TREE FILE
build_deb() {
    (cd "$1" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum) >"$1/DEBIAN/md5sums"
    chmod 644 "$1/DEBIAN/control" "$1/DEBIAN/md5sums"
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz -z6 --threads-max=1 --uniform-compression --build "$1" "$output/$2" >/dev/null
}

# What the binary links with, as the packages of this Debian say it.
shared_library_dependencies() {
    mkdir -p "$work/shlibs/debian"
    printf 'Source: sendready\n\nPackage: sendready\nArchitecture: any\nDepends: ${shlibs:Depends}\n' >"$work/shlibs/debian/control"
    (cd "$work/shlibs" && dpkg-shlibdeps -O "$1" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
}

changelog() {
    cat <<CHANGELOG
$1 ($version) bookworm; urgency=medium

  * See CHANGELOG.md.gz for what users see.

 -- $maintainer  $(date --utc --date="@$SOURCE_DATE_EPOCH" --rfc-email)
CHANGELOG
}
