import { CliError, exitCodes } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

// The scripts never evaluate the typed line, because a prompt may contain $(…). The bash 3.2 of macOS has no compopt.
const bash = `# Completion of seedream for bash: eval "$(seedream completion bash)"
_seedream() {
  local value
  COMPREPLY=()
  while IFS= read -r value; do
    case $value in
      :none) compopt +o default 2>/dev/null ;;
      :*) compopt -o filenames 2>/dev/null ;;
      *) COMPREPLY+=("$value") ;;
    esac
  done < <(seedream complete --line="\${COMP_LINE:0:COMP_POINT}" --breaks="$COMP_WORDBREAKS" 2>/dev/null)
}
complete -o default -F _seedream seedream
`;

const zsh = `#compdef seedream
# Completion of seedream for zsh: eval "$(seedream completion zsh)"
_seedream() {
  local line tab=$'\\t'
  local -a values
  for line in "\${(@f)$(seedream complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      :files) _files ;;
      :folders) _files -/ ;;
      :*|'') ;;
      *) values+=("\${\${line%%$tab*}//:/\\\\:}:\${line#*$tab}") ;;
    esac
  done
  (( $#values )) && _describe seedream values
}
if [[ $funcstack[1] == _seedream ]]; then
  _seedream "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _seedream seedream
fi
`;

const scripts: Readonly<Record<string, string>> = { bash, zsh };

/** `seedream completion`: prints the script of a shell. */
export async function printScript(shell: string, terminal: Terminal): Promise<number> {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) throw new CliError(`There is no completion for "${shell}"; there is for bash and zsh`);
  for (const line of script.trimEnd().split("\n")) terminal.out(line);
  return exitCodes.ok;
}
