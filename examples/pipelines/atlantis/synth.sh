#!/bin/sh
# Leaves the stacks that this pull request changes under rendered/, a folder that .gitignore does not name: Atlantis plans each folder there.
set -e
npm ci --no-audit --no-fund
npx groundwork synth environments --out rendered

base=$(mktemp -d)
git worktree add --quiet --detach "$base/source" "origin/$BASE_BRANCH_NAME"
(cd "$base/source" && npm ci --no-audit --no-fund && npx groundwork synth environments --out "$base/out")

npx groundwork diff "$base/out" rendered --format markdown --output rendered/review.md || [ $? -eq 2 ]
npx groundwork diff "$base/out" rendered --format json --output "$base/changes.json" || [ $? -eq 2 ]
jq -r '.stacks[] | select(.status == "changed" or .status == "added") | .stack' "$base/changes.json" > "$base/changed"
for stack in rendered/stacks/*; do
  grep -qxF "$(basename "$stack")" "$base/changed" || rm -r "$stack"
done
git worktree remove --force "$base/source"
rm -r "$base"
