#!/bin/sh
# A worker that runs anywhere: it works until it is asked to end. HARNESS_UNIT is its name,
# HARNESS_SETTINGS what the configuration says to it, HARNESS_ROLE what it is there for.
echo "$HARNESS_UNIT begins as $HARNESS_ROLE with: $HARNESS_SETTINGS"
trap 'echo "$HARNESS_UNIT ends"; exit 0' TERM

if [ "$HARNESS_ROLE" = canary ]; then
    # Its settings are not accepted yet: it gets ready, and serves nobody.
    echo "$HARNESS_UNIT has read its settings"
fi

while :; do
    sleep 3600 &
    wait $!
done
