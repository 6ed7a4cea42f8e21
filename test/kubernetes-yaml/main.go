// Command kubernetes-yaml prints what Kubernetes decodes from a stream of manifests: kubectl and Helm read one with
// the decoder of k8s.io/apimachinery, which splits it and reads each document with sigs.k8s.io/yaml.
//
//	kubernetes-yaml < stream          one line of JSON a document; ends with 1 when one of them is refused
//	kubernetes-yaml serve             a line of JSON in, {"stream": "…"}, and one out, {"documents": […]}
//
// A document is {"value": …} or {"error": "…"}. A refused document does not hide those behind it.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type document struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

// lookahead is how far kubectl and Helm look for the brace of a stream of JSON.
const lookahead = 4096

func decode(stream []byte) []document {
	documents := []document{}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(stream), lookahead)
	for {
		value, err := next(decoder)
		if errors.Is(err, io.EOF) {
			return documents
		}
		if err != nil {
			// A stream that is surely JSON does not go on behind a fault: it has the same one for ever.
			var syntax *json.SyntaxError
			last := len(documents) - 1
			if last >= 0 && documents[last].Error == err.Error() && strings.HasPrefix(err.Error(), "json: ") {
				return documents
			}
			documents = append(documents, document{Error: err.Error()})
			if errors.As(err, &syntax) || strings.HasPrefix(err.Error(), "decoding failed") {
				return documents
			}
			continue
		}
		documents = append(documents, document{Value: value})
	}
}

func next(decoder *yaml.YAMLOrJSONDecoder) (value json.RawMessage, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	extension := runtime.RawExtension{}
	if err := decoder.Decode(&extension); err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(extension.Raw)) == 0 {
		return json.RawMessage("null"), nil
	}
	return extension.Raw, nil
}

func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	encoder := json.NewEncoder(out)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return nil
		}
		var request struct{ Stream string }
		if err := json.Unmarshal(line, &request); err != nil {
			return err
		}
		if err := encoder.Encode(map[string][]document{"documents": decode([]byte(request.Stream))}); err != nil {
			return err
		}
	}
}

func show(in io.Reader, out io.Writer) error {
	stream, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	for index, document := range decode(stream) {
		if document.Error != "" {
			err = errors.Join(err, fmt.Errorf("document %d: %s", index, document.Error))
			continue
		}
		fmt.Fprintln(out, string(document.Value))
	}
	return err
}

func main() {
	run := show
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		run = serve
	}
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
