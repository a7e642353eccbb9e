// Renders a chart's templates with Go's own text/template, which is what Helm does. Of the functions that Helm adds,
// those that the chart uses are here, written anew from their documentation; a template that uses another is refused.
// Reads { templates, data } from standard input, writes { path: text } or, with status 1, what is wrong.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"text/template"
)

type input struct {
	Templates map[string]string      `json:"templates"`
	Data      map[string]interface{} `json:"data"`
}

func main() {
	var given input
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		refuse(err)
	}
	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(functions(all))
	for name, text := range given.Templates {
		if _, err := all.New(name).Parse(text); err != nil {
			refuse(err)
		}
	}
	rendered := map[string]string{}
	for name := range given.Templates {
		if strings.HasPrefix(name[strings.LastIndex(name, "/")+1:], "_") {
			continue
		}
		var out strings.Builder
		if err := all.ExecuteTemplate(&out, name, given.Data); err != nil {
			refuse(err)
		}
		rendered[name] = strings.ReplaceAll(out.String(), "<no value>", "")
	}
	if err := json.NewEncoder(os.Stdout).Encode(rendered); err != nil {
		refuse(err)
	}
}

func refuse(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func functions(all *template.Template) template.FuncMap {
	return template.FuncMap{
		"include": func(name string, data interface{}) (string, error) {
			var out strings.Builder
			err := all.ExecuteTemplate(&out, name, data)
			return out.String(), err
		},
		"fail": func(text string) (string, error) { return "", errors.New(text) },
		"default": func(otherwise, value interface{}) interface{} {
			if isEmpty(value) {
				return otherwise
			}
			return value
		},
		"list": func(items ...interface{}) []interface{} { return items },
		"has": func(one interface{}, list []interface{}) bool {
			for _, each := range list {
				if reflect.DeepEqual(one, each) {
					return true
				}
			}
			return false
		},
		"dict":       func() map[string]interface{} { return map[string]interface{}{} },
		"hasKey":     func(from map[string]interface{}, key string) bool { _, has := from[key]; return has },
		"int":        toInt,
		"add":        func(a, b interface{}) int { return toInt(a) + toInt(b) },
		"quote":      func(value interface{}) string { return strconv.Quote(fmt.Sprint(value)) },
		"trunc":      func(length int, text string) string { return text[:min(length, len(text))] },
		"trimSuffix": func(suffix, text string) string { return strings.TrimSuffix(text, suffix) },
		"join": func(separator string, list []interface{}) string {
			texts := make([]string, len(list))
			for index, one := range list {
				texts[index] = fmt.Sprint(one)
			}
			return strings.Join(texts, separator)
		},
		"nindent":   func(spaces int, text string) string { return "\n" + indent(spaces, text) },
		"sha256sum": func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) },
		"toJson":    toJSON,
		"toYaml":    func(value interface{}) string { return strings.TrimSuffix(toYAML(value, ""), "\n") },
	}
}

func isEmpty(value interface{}) bool {
	of := reflect.ValueOf(value)
	if !of.IsValid() {
		return true
	}
	switch of.Kind() {
	case reflect.Map, reflect.Slice, reflect.String:
		return of.Len() == 0
	}
	return of.IsZero()
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func toInt(value interface{}) int {
	number, err := strconv.ParseFloat(fmt.Sprint(value), 64)
	if err != nil {
		return 0
	}
	return int(number)
}

func indent(spaces int, text string) string {
	pad := strings.Repeat(" ", spaces)
	return pad + strings.ReplaceAll(text, "\n", "\n"+pad)
}

func toJSON(value interface{}) string {
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}

// In blocks, as Helm writes it, so that a wrong indentation shows.
func toYAML(value interface{}, pad string) string {
	var out strings.Builder
	switch of := value.(type) {
	case map[string]interface{}:
		names := make([]string, 0, len(of))
		for name := range of {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			out.WriteString(pad + toJSON(name) + ":" + nested(of[name], pad))
		}
	case []interface{}:
		for _, one := range of {
			out.WriteString(pad + "-" + nested(one, pad))
		}
	default:
		return pad + toJSON(value) + "\n"
	}
	return out.String()
}

func nested(value interface{}, pad string) string {
	if isBlock(value) {
		return "\n" + toYAML(value, pad+"  ")
	}
	return " " + toJSON(value) + "\n"
}

func isBlock(value interface{}) bool {
	switch of := value.(type) {
	case map[string]interface{}:
		return len(of) > 0
	case []interface{}:
		return len(of) > 0
	}
	return false
}
