#!/bin/sh
# The macOS disk image, after `make bundle`: signed where a certificate is named, else for this Mac alone.
set -eu
cd "$(dirname "$0")/../.."
app="dist/OS One.app"
codesign --force --deep --options runtime --entitlements packaging/macos/entitlements.plist \
  --sign "${OSONE_SIGN_AS:--}" "$app"
hdiutil create -volname "OS One" -srcfolder "$app" -ov -format ULFO dist/OSOne.dmg
