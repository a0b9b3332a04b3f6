#!/bin/sh
# Make .venv ready: `packaging/setup.sh run|dev|package [qt] [screen]`.
#   run, dev, package   which pinned requirements (requirements/NAME.txt); "package" has its own .venv-package
#   qt                  also see that Qt's system libraries are there (drawing without a screen)
#   screen              also those of a window on an X display
# Does nothing, in a few hundredths of a second, where all is there already.
# Works with uv or with python3's own venv and pip, as root or not.
set -eu
cd "$(dirname "$0")/.."
kind=$1
shift
venv=.venv
[ "$kind" = package ] && venv=.venv-package
lock=requirements/$kind.txt
stamp() { # KIND: what .venv was filled from
    cat "requirements/$1.txt" pyproject.toml packaging/setup.sh | sha256sum
}
unset PYTHONDONTWRITEBYTECODE # without byte code each start would cost a second more
export UV_COMPILE_BYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "reuse-pos: $*" >&2; }
die() {
    say "$*"
    exit 1
}

may_install() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() { # PURPOSE PACKAGE...
    purpose=$1
    shift
    command -v apt-get >/dev/null 2>&1 ||
        die "missing: $purpose. This machine has no apt-get; install what Debian calls: $*"
    line="sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    may_install || die "missing: $purpose. Run this line, then start again:  $line"
    say "installing $purpose"
    get="env DEBIAN_FRONTEND=noninteractive apt-get"
    # shellcheck disable=SC2086
    as_root $get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
        { as_root $get update -qq >/dev/null 2>&1 &&
            as_root $get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; } ||
        die "could not install $purpose. Run this line to see why, then start again:  $line"
}

fits() { # PYTHON: right version, with the parts some distributions leave out
    "$1" -c 'import sys, sqlite3, ssl, ctypes; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}
find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13; do
        if fits "$candidate"; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}
has_uv() { [ -z "${REUSE_POS_NO_UV:-}" ] && uv --version >/dev/null 2>&1; }

make_venv() {
    if [ -x "$venv/bin/python" ] && fits "$venv/bin/python"; then
        return 0
    fi
    rm -rf "$venv" 2>/dev/null ||
        die "$PWD/$venv was made by another user and cannot be used. Remove that folder, then start again."
    if has_uv; then
        # uv fetches a Python of its own where the machine has none that fits.
        uv venv --quiet --python "$(find_python || echo '>=3.11,<3.14')" "$venv" ||
            die "no Python 3.11, 3.12 or 3.13 was found. Run this line, then start again:  sudo apt-get install python3 python3-venv"
        return 0
    fi
    find_python >/dev/null || apt_install "Python" python3 python3-venv
    python=$(find_python) ||
        die "this machine's Python is not 3.11, 3.12 or 3.13. Run this line, then start again:  sudo apt-get install python3.11 python3.11-venv"
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || {
        number=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "Python's venv module" "python$number-venv"
    }
    "$python" -m venv "$venv"
}

fill_venv() {
    say "installing the pinned packages of $lock into $venv"
    # A uv-made venv has no pip of its own, and the other way round uv can fill any venv.
    if has_uv; then
        uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
        uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
    else
        "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null
        "$venv/bin/python" -m pip install --quiet --require-hashes -r "$lock"
        "$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation -e .
    fi
    "$venv/bin/python" -m compileall -q reuse_pos || true
    stamp "$kind" >"$venv/.ready-$kind"
    # What development needs holds all that running needs, at the same versions.
    [ "$kind" != dev ] || stamp run >"$venv/.ready-run"
}

missing() { # LIBRARY...: is any of them not to be found by the loader?
    "$venv/bin/python" - "$@" <<'PY'
import ctypes
import sys

for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        sys.exit(0)
sys.exit(1)
PY
}

if [ ! -x "$venv/bin/python" ] || [ "$(cat "$venv/.ready-$kind" 2>/dev/null)" != "$(stamp "$kind")" ]; then
    make_venv
    fill_venv
fi

for need in "$@"; do
    [ "$(uname -s)" = Linux ] || break
    [ -e "$venv/.libraries-$need" ] && continue
    case $need in
    qt)
        missing libEGL.so.1 libGL.so.1 libdbus-1.so.3 libfontconfig.so.1 libglib-2.0.so.0 \
            libxkbcommon.so.0 &&
            apt_install "Qt's system libraries" libegl1 libgl1 libdbus-1-3 libfontconfig1 \
                libglib2.0-0 libxkbcommon0
        ;;
    screen)
        missing libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 \
            libxcb-randr.so.0 libxcb-render-util.so.0 libxcb-render.so.0 libxcb-shape.so.0 \
            libxcb-sync.so.1 libxcb-xfixes.so.0 libxcb-xkb.so.1 libxkbcommon-x11.so.0 \
            libX11-xcb.so.1 &&
            apt_install "Qt's libraries for a window" libxcb-cursor0 libxcb-icccm4 libxcb-image0 \
                libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 \
                libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1
        ;;
    esac
    : >"$venv/.libraries-$need"
done
