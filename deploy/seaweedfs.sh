#!/bin/sh
# SeaweedFS answers before its data is on disk unless told otherwise: a store that
# holds the only copy of a study must fsync first. Healthy only once that is switched on.
set -eu

cat > /tmp/s3.json <<CONFIG
{"identities": [{"name": "teleread",
  "credentials": [{"accessKey": "teleread", "secretKey": "$S3_PASSWORD"}],
  "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
CONFIG

rm -f /tmp/durable
(
    until echo "fs.configure -locationPrefix=/buckets/ -fsync=true -apply" | weed shell | grep -q '"fsync": *true'; do
        sleep 1
    done
    touch /tmp/durable
) &

exec weed server -dir=/data -ip=127.0.0.1 -ip.bind=0.0.0.0 -volume.preStopSeconds=0 -volume.max=0 \
    -filer -s3 -s3.port=8333 -s3.config=/tmp/s3.json
