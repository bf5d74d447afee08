#!/usr/bin/env bash
# The signed notes of Go's checksum database, in which transparency logs write their checkpoints: golang.org/x/mod/sumdb/note 0.43.0. Sign
# takes a text with a tab or with the line breaks of Windows, and gives bytes that Open calls a malformed note; a line separator (U+2028) or
# a blank line, after which the signatures come, go through. GenerateKey makes a pair of keys for a name with a blank, for one with a plus
# and for none, and NewSigner and NewVerifier refuse both keys; "malformed verifier id" they say, also of the signer's.
# Guess: what is signed can be opened, and what cannot be is refused where it is signed; a key that was made can be used.
# For Colophon: `log sign` makes the text and the names of a registry's heads out of numbers and an address (lib/log/head.ts), which have none
# of these. Who puts lines of one's own below a head opens the note before it goes out.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, whose notes it is about"; exit 1; }

cat >main.go <<'GO'
package main

import (
	"crypto/rand"
	"fmt"

	"golang.org/x/mod/sumdb/note"
)

func said(err error) string {
	if err != nil {
		return err.Error()
	}
	return "yes"
}

func main() {
	private, public, _ := note.GenerateKey(rand.Reader, "example.org/log")
	signer, _ := note.NewSigner(private)
	verifier, _ := note.NewVerifier(public)
	for _, text := range []string{"root\n", "root\n\nmore\n", "root\u2028more\n", "root\tmore\n", "root\r\nmore\r\n", "root"} {
		signed, err := note.Sign(&note.Note{Text: text}, signer)
		if err != nil {
			fmt.Printf("%q: signed: %s\n", text, said(err))
			continue
		}
		_, err = note.Open(signed, note.VerifierList(verifier))
		fmt.Printf("%q: signed: yes, opened: %s\n", text, said(err))
	}
	for _, name := range []string{"example.org/log", "例", "example log", "example+log", ""} {
		private, public, err := note.GenerateKey(rand.Reader, name)
		_, signs := note.NewSigner(private)
		_, verifies := note.NewVerifier(public)
		fmt.Printf("%q: key: %s, signs: %s, verifies: %s\n", name, said(err), said(signs), said(verifies))
	}
}
GO
(go mod init finding && go get golang.org/x/mod/sumdb/note@v0.43.0) >/dev/null 2>&1
go run . >seen

compare seen <<'SEEN'
"root\n": signed: yes, opened: yes
"root\n\nmore\n": signed: yes, opened: yes
"root\u2028more\n": signed: yes, opened: yes
"root\tmore\n": signed: yes, opened: malformed note
"root\r\nmore\r\n": signed: yes, opened: malformed note
"root": signed: malformed note
"example.org/log": key: yes, signs: yes, verifies: yes
"例": key: yes, signs: yes, verifies: yes
"example log": key: yes, signs: malformed verifier id, verifies: malformed verifier id
"example+log": key: yes, signs: malformed verifier id, verifies: malformed verifier id
"": key: yes, signs: malformed verifier id, verifies: malformed verifier id
SEEN
