#!/bin/bash
# Calls the greeting for ever. Wants GATEWAY_URL.
while true; do
  curl -s -o /dev/null "http://$GATEWAY_URL/hello"
done
