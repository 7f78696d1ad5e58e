# Part of Scripts/test-package: the packages, in a minimal Debian of their own.

# The same commit, cloned and built in two folders of different length: the same octets.
build_twice() {
    local folder
    minisign -G -W -p "$work/key.pub" -s "$work/key" >/dev/null
    for folder in first second-and-longer; do
        git clone --quiet . "$work/clone-$folder"
        "$work/clone-$folder/Scripts/package" --output "$work/$folder" --key "$work/key"
    done
    check "two builds in two folders have the same octets" diff -r "$work/first" "$work/second-and-longer"
    check "the signature is that of the key" minisign -V -p "$work/key.pub" -m "$work/first/SHA256SUMS"
}

try_packages() {
    local folder=$1 deb
    deb=$(ls "$folder"/sendready_*.deb)
    check "checksums hold" try_checksums "$folder"
    check "a signature is accepted, and one of changed octets is not" try_signature "$folder"
    check "lintian finds neither error nor warning" lintian --fail-on error,warning --allow-root "$deb" "$folder"/sendready-dbgsym_*.deb
    check "the symbols are those of the program" try_symbols "$folder" "$deb"
    check "the bill of materials is what CycloneDX 1.5 asks for, and has what the package needs" try_sbom "$folder" "$deb"
    check "the archive has the files of the package" try_archive "$folder" "$deb"
    check "the image starts as nobody with a root that cannot be written" try_image "$folder"
    dpkg-deb -x "$deb" "$work/tree"
    try_tree "$work/tree"
    try_life "$deb"
}

try_checksums() (
    cd "$1"
    sha256sum --check --strict SHA256SUMS
    [ "$(wc -l <SHA256SUMS)" = "$(find . -type f ! -name 'SHA256SUMS*' | wc -l)" ]
)

try_signature() {
    local key=$work/other-key
    minisign -G -W -p "$key.pub" -s "$key"
    cp "$1/SHA256SUMS" "$work/signed"
    minisign -S -s "$key" -m "$work/signed" -t test
    minisign -V -p "$key.pub" -m "$work/signed"
    echo >>"$work/signed"
    ! minisign -V -p "$key.pub" -m "$work/signed"
}

try_symbols() {
    local id
    dpkg-deb -x "$1"/sendready-dbgsym_*.deb "$work/symbols"
    dpkg-deb -x "$2" "$work/program"
    id=$(readelf --notes "$work/program/usr/bin/sendready" | sed -n 's/.*Build ID: //p')
    readelf --sections "$work/symbols/usr/lib/debug/.build-id/${id:0:2}/${id:2}.debug" | grep -q debug_info
    ! readelf --sections "$work/program/usr/bin/sendready" | grep -E 'debug_info|symtab'
    # Where it was built is nobody's business.
    ! grep -aF "$PWD" "$work/program/usr/bin/sendready"
}

try_sbom() {
    local bill name
    bill=$(ls "$1"/*.cdx.json)
    Scripts/validators || echo "the schema could not be fetched"
    Scripts/packaging/check-sbom "$bill" .build-validators/cyclonedx
    for name in $(dpkg-deb -f "$2" Depends | tr ',' '\n' | sed 's/^ *//; s/ .*//' | grep -v adduser); do
        grep -qF "pkg:deb/debian/$name@" "$bill" || { echo "no $name"; return 1; }
    done
    grep -qF "$(dpkg-deb --fsys-tarfile "$2" | tar -xO ./usr/bin/sendready | sha256sum | cut -d' ' -f1)" "$bill"
}

try_archive() {
    diff <(tar --zstd -tf "$1"/*.tar.zst | grep -v '/$' | sort) \
        <(dpkg-deb --fsys-tarfile "$2" | tar -t | grep -v '/$' | sort)
}

try_image() {
    local layout=$work/layout root=$work/bundle/rootfs
    mkdir -p "$layout"
    tar -C "$layout" -xf "$1"/*.oci.tar
    umoci unpack --image "$layout:$(umoci list --layout "$layout")" "$work/bundle"
    in_image "$root" demo --format json --output - >"$work/image.json" || [ $? = 2 ]
    grep -q '"not-ready"' "$work/image.json"
    in_image "$root" version
    in_image "$root" rules test
    ! in_image "$root" demo --output /var/lib/sendready/report 2>/dev/null
}

# in_image ROOT ARGUMENTS...: as a container runs it: no capabilities, nothing to write, no network but loopback.
in_image() {
    # shellcheck disable=SC2016
    unshare --mount --net --pid --fork sh -c 'ip link set lo up; mount --bind "$1" "$1"; mount -t proc proc "$1/proc"
        mount -o remount,bind,ro "$1"; cd /; root=$1; shift
        exec chroot --userspec=65534:65534 --groups= "$root" /usr/bin/sendready "$@"' image "$@"
}

# A minimal Debian 12, by the mirror that this machine has.
make_debian() {
    mmdebstrap --quiet --variant=minbase --skip=cleanup/apt/lists --include=adduser,init-system-helpers,nsd,iproute2 bookworm "$1" \
        $(ls /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null)
}

inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }

# The files of the small Debian, less what dpkg and apt keep for themselves.
files_of() {
    (cd "$1" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./run -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/dpkg \
        -o -path ./var/lib/apt -o -path './etc/*-' \) -prune -o -print | sort)
}

try_life() {
    local deb=$1 root=$work/debian
    if ! make_debian "$root" >"$work/said" 2>&1; then
        tail -5 "$work/said"
        bad "a minimal Debian 12 could be made (mmdebstrap)"
        return
    fi
    cp "$deb" "$root/tmp/new.deb"
    rm -f "$root/etc/resolv.conf"
    if [ -n "$previous" ]; then cp "$previous" "$root/tmp/old.deb"; else older "$deb" "$root/tmp/old.deb"; fi
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    # What it depends on stays when it goes.
    check "what it depends on can be installed" inside apt-get -qq -y --no-install-recommends install $(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/^ *//; s/ .*//')
    files_of "$root" >"$work/before"
    check "it installs" inside dpkg -i /tmp/old.deb
    check "the timer is off" test ! -e "$root/etc/systemd/system/timers.target.wants/sendready.timer"
    check "the demonstration runs" demonstrates
    check "an audit against NSD ends, and is remembered" audits
    echo '# mine' >>"$root/etc/sendready/deployment.yaml"
    echo '# mine' >>"$root/etc/default/sendready"
    touch "$root/etc/sendready/other.yaml"
    sum=$(cat "$root/var/lib/sendready/state.json" "$root/var/lib/sendready/history.db" | sha256sum)
    check "it upgrades" inside dpkg -i --force-confold /tmp/new.deb
    check "what the operator changed stays" grep -q '# mine' "$root/etc/sendready/deployment.yaml" "$root/etc/default/sendready"
    check "state and history stay" test "$sum" = "$(cat "$root/var/lib/sendready/state.json" "$root/var/lib/sendready/history.db" | sha256sum)"
    check "the new version reads them" audits
    check "it is removed" inside dpkg -r sendready
    check "settings and history stay when it is removed" test -e "$root/etc/sendready/deployment.yaml" -a -e "$root/var/lib/sendready/history.db"
    check "it is purged" inside dpkg -P sendready
    files_of "$root" >"$work/after"
    echo ./etc/sendready >"$work/mine"
    echo ./etc/sendready/other.yaml >>"$work/mine"
    check "nothing is left but what the operator made" diff <(sort "$work/before" "$work/mine") "$work/after"
    check "its user is gone" bash -c "! grep ^sendready: $root/etc/passwd"
}

# sealed COMMAND: a command of the shell in which $1 is the small Debian, with /proc (where Swift finds its arguments) and
# no network but loopback.
sealed() {
    unshare --mount --net --pid --fork sh -c "ip link set lo up && mount -t proc proc \$1/proc && $1" sealed "$root"
}

demonstrates() {
    local code=0
    # shellcheck disable=SC2016
    sealed 'chroot $1 sendready demo' >"$work/demo" || code=$?
    [ "$code" = 2 ] && grep -q '^NOT READY' "$work/demo"
}

# older DEB FILE: the same under a lower version.
older() {
    dpkg-deb -R "$1" "$work/older"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control"
    dpkg-deb --root-owner-group -b "$work/older" "$2"
}

# audits: a zone on NSD with everything that a domain without mail needs, looked at as the service does.
audits() {
    mkdir -p "$root/tmp/nsd"
    cat >"$root/tmp/nsd/zone" <<'ZONE'
$ORIGIN acme.test.
$TTL 300
@ SOA ns hostmaster 1 3600 600 86400 300
@ NS ns
ns A 127.0.0.1
panel A 203.0.113.10
ZONE
    cat >"$root/tmp/nsd/conf" <<'CONF'
server: { }
server:
  ip-address: 127.0.0.1
  username: ""
  chroot: ""
  zonesdir: "/tmp/nsd"
  database: ""
  pidfile: "/tmp/nsd/pid"
  xfrdfile: ""
  zonelistfile: "/tmp/nsd/list"
zone:
  name: acme.test
  zonefile: zone
CONF
    sed -i 1d "$root/tmp/nsd/conf"
    cat >"$root/tmp/nsd/acme.yaml" <<'YAML'
version: 1
name: acme
scheme: direct
views: { public: { resolvers: [127.0.0.1] } }
networks: { public: [203.0.113.0/24] }
probes: { tls: false, http: false }
panel: [{ host: panel.acme.test, addresses: [203.0.113.10] }]
YAML
    install -d -o "$(inside id -u sendready)" -g "$(inside id -g sendready)" "$root/var/lib/sendready"
    local audit='chroot --userspec=sendready:sendready $1 /usr/bin/sendready audit /tmp/nsd/acme.yaml'
    # shellcheck disable=SC2016
    sealed '{ chroot $1 /usr/sbin/nsd -d -c /tmp/nsd/conf & sleep 2; '"$audit"' --state /var/lib/sendready/state.json --history /var/lib/sendready/history.db; }' \
        >"$work/audit" 2>&1 || [ $? -le 3 ] || { cat "$work/audit"; return 1; }
    grep -q 'acme (direct)' "$work/audit" || { cat "$work/audit"; return 1; }
    # What NSD serves was seen: the name of the panel is no finding.
    ! grep -E 'panel.acme.test.*(timeout|refused|missing)' "$work/audit" || return 1
    # shellcheck disable=SC2016
    sealed 'chroot --userspec=sendready:sendready $1 /usr/bin/sendready history /var/lib/sendready/history.db --format json' >"$work/history" || return 1
    [ -s "$root/var/lib/sendready/state.json" ] && grep -q '"acme"' "$work/history"
}
