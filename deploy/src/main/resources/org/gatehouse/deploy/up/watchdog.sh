# $1: the mark in the command line of each of our processes; the rest: the command that stops the database, or nothing
trap '' INT HUP TERM
mark=$1
shift
pids=
while read -r line; do
    [ "$line" = done ] && exit 0
    pids="$line $pids"
done
ours() {
    case "$(ps -o args= -p "$1" 2>/dev/null)" in *"$mark"*) return 0 ;; *) return 1 ;; esac
}
for pid in $pids; do
    if ours "$pid"; then kill "$pid"; fi
    waited=0
    while ours "$pid"; do
        sleep 1
        waited=$((waited + 1))
        if [ "$waited" -ge 40 ]; then kill -9 "$pid"; fi
    done
done
[ $# -eq 0 ] || "$@"
