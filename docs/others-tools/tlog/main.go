// Checks a C2SP tlog-proof with Go's own note package and the libraries of transparency.dev:
//
//	go run . -log VERIFIER_KEY [-cosigner VERIFIER_KEY]... FILE
//
// Each key that is named has to have signed. With -lines it reads questions from standard input, one JSON object a line.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	tlog "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
)

const mostBytes = 1 << 20

type question struct {
	Proof     string   `json:"proof"`
	Log       string   `json:"log"`
	Cosigners []string `json:"cosigners"`
}

type keys []string

func (k *keys) String() string         { return fmt.Sprint(*k) }
func (k *keys) Set(value string) error { *k = append(*k, value); return nil }

// check gives the event whose place in the log is proven.
func check(q question) ([]byte, error) {
	var p tlog.TLogProof
	if err := p.Unmarshal([]byte(q.Proof)); err != nil {
		return nil, err
	}
	logKey, err := note.NewVerifier(q.Log)
	if err != nil {
		return nil, err
	}
	var cosigners []note.Verifier
	for _, key := range q.Cosigners {
		verifier, err := fnote.NewVerifierForCosignatureV1(key)
		if err != nil {
			return nil, err
		}
		cosigners = append(cosigners, verifier)
	}
	head, _, signed, err := log.ParseCheckpoint(p.Checkpoint, logKey.Name(), logKey, cosigners...)
	if err != nil {
		return nil, err
	}
	if len(signed.Sigs) != 1+len(cosigners) {
		return nil, errors.New("not everybody has signed")
	}
	path := make([][]byte, len(p.Hashes))
	for i := range p.Hashes {
		path[i] = p.Hashes[i][:]
	}
	leaf := rfc6962.DefaultHasher.HashLeaf(p.ExtraData)
	return p.ExtraData, proof.VerifyInclusion(rfc6962.DefaultHasher, p.Index, head.Size, leaf, path, head.Hash)
}

func answer(q question) string {
	leaf, err := check(q)
	if err != nil {
		return fmt.Sprintf("no: %v", err)
	}
	return fmt.Sprintf("yes: %x", leaf)
}

func main() {
	var q question
	var cosigners keys
	lines := flag.Bool("lines", false, "read questions from standard input")
	flag.StringVar(&q.Log, "log", "", "the log's verifier key")
	flag.Var(&cosigners, "cosigner", "a cosigner's verifier key")
	flag.Parse()
	if !*lines {
		bytes, err := os.ReadFile(flag.Arg(0))
		if err != nil {
			fmt.Println(err)
			os.Exit(2)
		}
		q.Proof, q.Cosigners = string(bytes), cosigners
		said := answer(q)
		fmt.Println(said)
		if said[0] == 'n' {
			os.Exit(3)
		}
		return
	}
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, mostBytes)
	for input.Scan() {
		var asked question
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			fmt.Println("no: not JSON")
			continue
		}
		said, _ := json.Marshal(answer(asked)) // a text always has a JSON form
		fmt.Println(string(said))
	}
}
