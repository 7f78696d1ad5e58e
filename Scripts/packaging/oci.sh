# Part of Scripts/package: an image with the program, the shared libraries that it needs and nothing else, as an OCI image
# layout. The libraries come from this machine's Debian packages, whose names stand in the image for those who scan it.
# Uses $work, $output, $name, $version, $architecture, $commit.

make_image() {
    local root=$work/image layout=$work/layout layer layer_size diff configuration configuration_size manifest manifest_size created
    cp -a "$work/root" "$root"
    rm -rf "$root/lib/systemd" "$root/etc/default" "$root/etc/logcheck"
    rmdir "$root/lib"
    mkdir -p "$root/usr/lib" "$root/usr/lib64" "$root/proc" "$root/dev" "$root/sys" "$root/tmp" "$root/var/lib/sendready" "$root/var/lib/dpkg/status.d"
    # As Debian 12 has it since /usr was merged.
    ln -s usr/lib "$root/lib"
    ln -s usr/lib64 "$root/lib64"
    add_libraries "$root"
    add_data "$root"
    printf 'root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >"$root/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
    printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
    printf 'PRETTY_NAME="sendready %s on Debian GNU/Linux 12"\nID=debian\nVERSION_ID="12"\n' "$version" >"$root/etc/os-release"

    mkdir -p "$layout/blobs/sha256"
    tar_of "$root" >"$work/layer.tar"
    diff=$(sha256sum <"$work/layer.tar" | cut -d' ' -f1)
    gzip -9n "$work/layer.tar"
    read -r layer layer_size < <(blob "$layout" "$work/layer.tar.gz")
    created=$(date --utc --date="@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
    cat >"$work/configuration" <<JSON
{"created":"$created","architecture":"$architecture","os":"linux","config":{"User":"65534:65534","Entrypoint":["/usr/bin/sendready"],"Cmd":["--help"],"WorkingDir":"/var/lib/sendready","Env":["PATH=/usr/bin"],"Labels":{"org.opencontainers.image.title":"sendready","org.opencontainers.image.version":"$version","org.opencontainers.image.revision":"$commit","org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":["sha256:$diff"]},"history":[{"created":"$created","created_by":"Scripts/package"}]}
JSON
    read -r configuration configuration_size < <(blob "$layout" "$work/configuration")
    cat >"$work/manifest" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$configuration","size":$configuration_size},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:$layer","size":$layer_size}]}
JSON
    read -r manifest manifest_size < <(blob "$layout" "$work/manifest")
    echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
    cat >"$layout/index.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest","size":$manifest_size,"platform":{"architecture":"$architecture","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"$version"}}]}
JSON
    tar_of "$layout" >"$output/$name.oci.tar"
}

# blob LAYOUT FILE: stores the file under its digest; prints digest and size.
blob() {
    local digest
    digest=$(sha256sum <"$2" | cut -d' ' -f1)
    cp "$2" "$1/blobs/sha256/$digest"
    echo "$digest $(stat --format=%s "$2")"
}

# The loader and every library that it loads, at the places where it looks for them.
add_libraries() {
    local root=$1 library file
    ldd "$root/usr/bin/sendready" | grep -oE '/[^ ]+' | sort -u | while read -r library; do
        file=$root/$(dirname "${library#/}")/$(basename "$library")
        mkdir -p "$(dirname "$file")"
        install -m 755 "$(readlink -f "$library")" "$file"
        owner "$library" >>"$work/image-packages"
    done
    # libc loads these by itself.
    for library in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
        file=$(find /usr/lib /lib -name "$library" -print -quit)
        [ -z "$file" ] || install -m 755 "$(readlink -f "$file")" "$root/usr/lib/$(basename "$(dirname "$file")")/$library"
    done
    sort -u "$work/image-packages" | while read -r library; do
        dpkg-query --status "$library" | grep -v '^Status:' >"$root/var/lib/dpkg/status.d/${library%%:*}"
        mkdir -p "$root/usr/share/doc/${library%%:*}"
        install -m 644 "/usr/share/doc/${library%%:*}/copyright" "$root/usr/share/doc/${library%%:*}/"
    done
}

# Roots of certificates, of the DNS, and the public suffixes.
add_data() {
    local file package
    for file in /etc/ssl/certs/ca-certificates.crt /usr/share/dns/root.hints /usr/share/dns/root.key /usr/share/publicsuffix/public_suffix_list.dat; do
        install -D -m 644 "$file" "$1$file"
    done
    for package in ca-certificates dns-root-data publicsuffix; do
        dpkg-query --status "$package" | grep -v '^Status:' >"$1/var/lib/dpkg/status.d/$package"
        install -D -m 644 "/usr/share/doc/$package/copyright" "$1/usr/share/doc/$package/copyright"
    done
}

# owner FILE: the package that a file of this machine belongs to; /usr is merged, and dpkg knows either path.
owner() {
    { dpkg-query --search "$1" 2>/dev/null || dpkg-query --search "/usr$1" 2>/dev/null || dpkg-query --search "${1#/usr}"; } \
        | head -1 | sed 's/: .*//; s/,.*//'
}
