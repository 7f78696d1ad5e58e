# Part of Scripts/package: the program, built from a commit so that its octets do not depend on where or when.

# The one folder of every build. Others may write to the folder above it, so it must be ours alone.
place=/var/tmp/sendready-package

# Sets $binary, and $resolved: the versions of the packages that are in it. Both are in $work.
build_program() {
    mkdir -m 700 "$place" 2>/dev/null || { [ -d "$place" ] && [ -O "$place" ] && [ ! -L "$place" ]; } || {
        echo "package: $place belongs to somebody else: remove it" >&2
        return 73
    }
    chmod 700 "$place"
    (
        # One build at a time; the next one waits.
        flock 9
        find "$place" -mindepth 1 -delete
        git clone --quiet --shared --no-checkout "$source" "$place/sources"
        cd "$place/sources"
        git checkout --quiet "$commit"
        swift package resolve
        SENDREADY_COMMIT=$commit
        SENDREADY_PACKAGES=$(swift package dump-package | Scripts/packaging/linked-packages Package.resolved)
        export SENDREADY_COMMIT SENDREADY_PACKAGES
        # Precompiled C modules contain the times of their headers, and debug information their digests.
        find . -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
        # Assertions and debug information show this name instead of the folder.
        map=$PWD=/usr/src/sendready
        swift build -c release --product sendready --static-swift-stdlib --disable-index-store \
            -Xswiftc -file-prefix-map -Xswiftc "$map" -Xcc "-ffile-prefix-map=$map" \
            -Xlinker --build-id=sha1 -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now
        cp .build/release/sendready Package.resolved "$work/"
        find "$place" -mindepth 1 -delete
    ) 9<"$place" >&2
    binary=$work/sendready resolved=$work/Package.resolved
}
