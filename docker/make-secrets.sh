#!/bin/sh
# Prints random secrets for compose.yaml, as lines for a .env file.
set -eu
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
echo "MASTER_KEY=$(random 32)"
echo "ADMIN_PASSWORD=$(random 18 | tr '/+' '-_')"
echo "METRICS_TOKEN=$(random 24 | tr '/+' '-_')"
echo "POSTGRES_PASSWORD=$(random 24 | tr '/+' '-_')"
