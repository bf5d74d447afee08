// The validators' engine: Kaia's consensus node, set up for a small network on one machine in ways that its own command has
// no flags for. It is built and run by the TypeScript beside it.
package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/kaiachain/kaia/cmd/utils"
	"github.com/kaiachain/kaia/cmd/utils/nodecmd"
	"github.com/kaiachain/kaia/consensus/istanbul"
	"github.com/kaiachain/kaia/datasync/downloader"
	"github.com/kaiachain/kaia/networks/p2p"
	"github.com/kaiachain/kaia/networks/p2p/discover"
	"github.com/kaiachain/kaia/node"
	"github.com/kaiachain/kaia/node/cn"
	"github.com/urfave/cli/v2"
)

var (
	// Kaia's --port listens on every interface of the machine.
	listenFlag = &cli.StringFlag{
		Name:  "listen",
		Usage: "address and port for the other validators",
		Value: "127.0.0.1:0",
	}
	// Kaia's static-nodes.json is tried every half minute, and two validators that call each other at the same moment both
	// hang up. So each calls some of the others only, and often.
	callFlag = &cli.StringFlag{
		Name:  "call",
		Usage: "comma separated kni URLs of the validators to stay connected with",
	}
	// Kaia waits ten seconds for a proposer that is down, in each of its turns.
	roundTimeoutFlag = &cli.DurationFlag{
		Name:  "round-timeout",
		Usage: "how long to wait for a block before the next validator proposes one",
		Value: 3 * time.Second,
	}
)

const callInterval = time.Second

func main() {
	utils.NodeTypeFlag.Value = "cn"
	app := utils.NewApp("", "A validator of the consortium network")
	app.HideVersion = true
	app.Flags = append(utils.KcnAppFlags(), listenFlag, callFlag, roundTimeoutFlag)
	app.Commands = []*cli.Command{nodecmd.InitCommand}
	app.Before = func(ctx *cli.Context) error {
		node.DefaultConfig.P2P.ListenAddr = ctx.String(listenFlag.Name)
		istanbul.DefaultConfig.Timeout = uint64(ctx.Duration(roundTimeoutFlag.Name).Milliseconds())
		return nodecmd.BeforeRunNode(ctx)
	}
	app.Action = validate
	if err := app.Run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// validate takes part in the consensus until a signal ends it. Kaia's own command also asks a clock on the internet and
// watches for hardware wallets.
func validate(ctx *cli.Context) error {
	others, err := parseNodes(ctx.String(callFlag.Name))
	if err != nil {
		return err
	}
	stack := nodecmd.MakeFullNode(ctx)
	utils.StartNode(stack)
	var service *cn.CN
	if err := stack.Service(&service); err != nil {
		return err
	}
	// While it gets blocks for the first time, Kaia hears no votes and hangs up on whoever sends one. In a network where
	// everybody votes it would hang up on all, and get the blocks only after a minute. Told that this is over, it hears them.
	if err := service.EventMux().Post(downloader.DoneEvent{}); err != nil {
		return err
	}
	// True: take transactions from the others from the beginning on, not only after having got blocks from them.
	if err := service.StartMining(true); err != nil {
		return err
	}
	go stayConnected(stack.Server(), others)
	stack.Wait()
	return nil
}

// stayConnected calls those who are not there, for as long as the process lives.
func stayConnected(server p2p.Server, others []*discover.Node) {
	for ; ; time.Sleep(callInterval) {
		connected := make(map[discover.NodeID]bool)
		for _, peer := range server.Peers() {
			connected[peer.ID()] = true
		}
		for _, other := range others {
			if connected[other.ID] {
				continue
			}
			server.RemovePeer(other) // forgets when it was called last
			server.AddPeer(other)
		}
	}
}

func parseNodes(urls string) ([]*discover.Node, error) {
	var nodes []*discover.Node
	for _, url := range strings.FieldsFunc(urls, func(r rune) bool { return r == ',' }) {
		parsed, err := discover.ParseNode(url)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, parsed)
	}
	return nodes, nil
}
