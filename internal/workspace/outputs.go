package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Output is a file that a command makes of the data at every refresh, beside the
// figures of charts/.
type Output struct {
	Command string            // "trend", "compare"
	To      string            // the file, within the workspace: out/suunnat.xlsx
	Flags   map[string]string // of the command, by their long names: regions, year
}

// UnmarshalYAML reads an output: command and to, and what else there is are flags.
func (o *Output) UnmarshalYAML(decode func(any) error) error {
	var keys map[string]any
	if err := decode(&keys); err != nil {
		return err
	}
	for key, value := range keys {
		word, err := flagWord(value)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", key, err)
		case key == "command":
			o.Command = word
		case key == "to":
			o.To = word
		default:
			if o.Flags == nil {
				o.Flags = make(map[string]string)
			}
			o.Flags[strings.ReplaceAll(key, "_", "-")] = word
		}
	}
	return nil
}

// flagWord is a value of YAML as a flag has it; a list goes between commas.
func flagWord(value any) (string, error) {
	switch v := value.(type) {
	case []any:
		words := make([]string, len(v))
		for i, one := range v {
			word, err := flagWord(one)
			if err != nil {
				return "", err
			}
			words[i] = word
		}
		return strings.Join(words, ","), nil
	case map[string]any, nil:
		return "", fmt.Errorf("expected a word, a number or a list of them")
	}
	return fmt.Sprint(value), nil
}

func (c *Config) checkOutputs() error {
	var files []string
	for i := range c.Outputs {
		o := &c.Outputs[i]
		switch local := filepath.ToSlash(filepath.Clean(o.To)); {
		case o.Command == "":
			return fmt.Errorf("outputs: entry %d: expected a command, such as command: trend", i+1)
		case o.To == "":
			return fmt.Errorf("outputs: entry %d: expected to, the file that it makes, such as to: out/suunnat.xlsx", i+1)
		case !filepath.IsLocal(o.To):
			return fmt.Errorf("outputs: entry %d: to: found %q, expected a file within the workspace, such as out/suunnat.xlsx", i+1, o.To)
		case slices.Contains(files, local):
			return fmt.Errorf("outputs: entry %d: to: %s is made by an entry before: one file is of one output", i+1, o.To)
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
			return fmt.Errorf("watch: entry %d: expected indicators and regions, such as {indicators: 191, regions: maakunta:13}", i+1)
		}
	}
	return nil
}
