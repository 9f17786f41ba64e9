package job

import "strings"

// unitText is text of a unit file: systemd takes % for a specifier.
func unitText(s string) string { return strings.ReplaceAll(s, "%", "%%") }

// unitProgram is a program's path of ExecStart=, in quotes.
func unitProgram(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(unitText(s)) + `"`
}

// unitArgument is an argument of ExecStart=, in which $ is that of a variable too.
func unitArgument(s string) string { return strings.ReplaceAll(unitProgram(s), "$", "$$") }

// shellWord is a word to sh.
func shellWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// cronCommand is a command of a crontab, in which a bare % ends the line.
func cronCommand(s string) string { return strings.ReplaceAll(s, "%", `\%`) }

// xmlText is text of an element, or of an attribute in double quotes.
func xmlText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// command is the job to sh: it prints what is to be mailed.
func (p Place) command() string {
	return "said=$(" + shellWord(p.Program) + " -C " + shellWord(p.Dir) + ` refresh --quiet 2>&1); code=$?; ` +
		`[ -z "$said" ] || { [ $code -eq 4 ] && [ $(date +%u) -ne 1 ]; } || printf '%s\n' "$said"`
}

// changes tells sh what a week changed.
func (p Place) changes() string {
	return shellWord(p.Program) + " -C " + shellWord(p.Dir) + ` diff --since "$(date -d '7 days ago' +%F)"`
}

// batch is the job to cmd.exe, as its arguments: the outermost quotes are taken off,
// and all between them stays as it is.
func (p Place) batch() string {
	dir := p.Dir
	if strings.HasSuffix(dir, `\`) { // which would take the quote after it with it
		dir += "."
	}
	return `/d /s /c ""` + p.Program + `" -C "` + dir + `" refresh --quiet 2>"` + dir + `\data\refresh.log""`
}
