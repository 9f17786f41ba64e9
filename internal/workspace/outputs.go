package workspace

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/strictyaml"
)

// Output is a file, or a folder of them, that a command makes of the data at every refresh,
// beside the figures of charts/.
type Output struct {
	Command string            // "trend", "compare"
	To      string            // the file or the folder, within the workspace: out/suunnat.xlsx
	Flags   map[string]string // of the command, by their long names: regions, year
}

// UnmarshalYAML reads an output: command and to, and what else there is are flags.
func (o *Output) UnmarshalYAML(decode func(any) error) error {
	var keys map[string]flagWords
	if err := decode(&keys); err != nil {
		return err
	}
	for key, words := range keys {
		switch key {
		case "command":
			o.Command = string(words)
		case "to":
			o.To = string(words)
		default:
			if o.Flags == nil {
				o.Flags = make(map[string]string)
			}
			o.Flags[strings.ReplaceAll(key, "_", "-")] = string(words)
		}
	}
	return nil
}

// flagWords is a value as a flag has it: a list goes between commas. It is taken as it
// is written, since YAML would make a key of kunta:179 and a number of 005.
type flagWords string

// UnmarshalYAML reads a word or a list of them.
func (w *flagWords) UnmarshalYAML(text []byte) error {
	s := strings.TrimSpace(comment().ReplaceAllString(string(text), ""))
	inside, isList := strings.CutPrefix(s, "[")
	if isList {
		s = strings.TrimSuffix(inside, "]")
	}
	if lines := strings.Split(s, "\n"); strings.HasPrefix(s, "- ") {
		isList = true
		for i := range lines {
			lines[i] = strings.TrimPrefix(strings.TrimSpace(lines[i]), "- ")
		}
		s = strings.Join(lines, ",")
	}
	if !isList {
		var err error
		s, err = oneWord(s)
		*w = flagWords(s)
		return err
	}
	var words []string
	for part := range strings.SplitSeq(s, ",") {
		word, err := oneWord(strings.TrimSpace(part))
		if err != nil {
			return err
		}
		words = append(words, word)
	}
	*w = flagWords(strings.Join(words, ","))
	return nil
}

// oneWord is a word without its quotes.
func oneWord(s string) (string, error) {
	if strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "'") {
		var word string
		err := strictyaml.Decode([]byte(s), &word)
		return word, err
	}
	if s == "" || strings.ContainsAny(s, "{}[]\n") {
		return "", fmt.Errorf("found %q, expected a word, a number or a list of them", s)
	}
	return s, nil
}

func (c *Config) checkOutputs() error {
	var files []string
	for i := range c.Outputs {
		o := &c.Outputs[i]
		switch local := filepath.ToSlash(filepath.Clean(o.To)); {
		case o.Command == "":
			return &entryError{"outputs", i, "", errors.New("expected a command, such as command: trend")}
		case o.To == "":
			return &entryError{"outputs", i, "", errors.New("expected to, the file that it makes, such as to: out/suunnat.xlsx")}
		case !filepath.IsLocal(o.To):
			return &entryError{"outputs", i, "to", fmt.Errorf("found %q, expected a file within the workspace, such as out/suunnat.xlsx", o.To)}
		case slices.Contains(files, local):
			return &entryError{"outputs", i, "to", fmt.Errorf("%s is made by an entry before: one file is of one output", o.To)}
		default:
			files = append(files, local)
		}
	}
	return nil
}

// Watch are series that no figure shows and whose conclusions are followed all the
// same.
type Watch struct {
	Indicators Words `yaml:"indicators"`
	Regions    Words `yaml:"regions"`
}

func (c *Config) checkWatch() error {
	for i, w := range c.Watch {
		if len(w.Indicators) == 0 || len(w.Regions) == 0 {
			return &entryError{"watch", i, "", errors.New("expected indicators and regions, such as {indicators: 191, regions: maakunta:13}")}
		}
	}
	return nil
}
