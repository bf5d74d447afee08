// The validators' engine: Kaia's consensus node with two settings that its own command has no flags for. It is built and
// run by the TypeScript beside it.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/kaiachain/kaia/cmd/utils"
	"github.com/kaiachain/kaia/cmd/utils/nodecmd"
	"github.com/kaiachain/kaia/consensus/istanbul"
	"github.com/kaiachain/kaia/node"
	"github.com/urfave/cli/v2"
)

var (
	// Kaia's --port listens on every interface of the machine.
	listenFlag = &cli.StringFlag{
		Name:  "listen",
		Usage: "address and port for the other validators",
		Value: "127.0.0.1:0",
	}
	// Kaia waits ten seconds for a proposer that is down, in each of its turns.
	roundTimeoutFlag = &cli.DurationFlag{
		Name:  "round-timeout",
		Usage: "how long to wait for a block before the next validator proposes one",
		Value: 3 * time.Second,
	}
)

func main() {
	utils.NodeTypeFlag.Value = "cn"
	app := utils.NewApp("", "A validator of the consortium network")
	app.HideVersion = true
	app.Flags = append(utils.KcnAppFlags(), listenFlag, roundTimeoutFlag)
	app.Commands = []*cli.Command{nodecmd.InitCommand}
	app.Before = func(ctx *cli.Context) error {
		node.DefaultConfig.P2P.ListenAddr = ctx.String(listenFlag.Name)
		istanbul.DefaultConfig.Timeout = uint64(ctx.Duration(roundTimeoutFlag.Name).Milliseconds())
		return nodecmd.BeforeRunNode(ctx)
	}
	app.Action = nodecmd.RunKaiaNode
	if err := app.Run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
