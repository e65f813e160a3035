/**
 * The completion for bash. That of `@bomb.sh/tab` needs the package bash-completion, and makes variables read-only that
 * other commands make too; the answers come from it all the same.
 */
export const bashCompletion = `_verifik_flow() {
  local line word before="" IFS=$'\\n'
  local -a words=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    # bash splits --format=markdown into three words
    if [[ $word == "=" || $before == "=" ]]; then
      words[\${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    before=$word
  done
  COMPREPLY=()
  while read -r line; do
    [[ $line == :* ]] || COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(verifik-flow complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _verifik_flow verifik-flow
`;
