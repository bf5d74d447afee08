import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";

import type { Seats } from "../../typechain-types";
import { someAddress } from "../shared/wallets";

interface Hall {
  readonly seats: Seats;
  readonly one: string;
  readonly two: string;
}

/** Seats of two members, of weights 1 and 3, whose governor is the account that sends here. */
async function deploySeats(): Promise<Hall> {
  const [one, two] = [someAddress(), someAddress()];
  const seats = await ethers.deployContract("Seats", [
    [
      { member: one, weight: 1 },
      { member: two, weight: 3 },
    ],
  ]);
  return { seats, one, two };
}

const someone = (): string => someAddress();

describe("Seats: who may change them", () => {
  it("is whoever deployed them, and nobody else", async () => {
    const { seats, one } = await deploySeats();
    const [deployer, stranger] = await ethers.getSigners();
    expect(await seats.committee()).to.equal(deployer?.address);
    if (stranger === undefined) throw new Error("the chain has one account");

    const asStranger = seats.connect(stranger);
    for (const call of [
      () => asStranger.admit(someone(), 1),
      () => asStranger.expel(one),
      () => asStranger.changeWeight(one, 2),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(seats, "SeatsNotCommittee").withArgs(stranger.address);
    }
  });

  it("has no function that moves, lends or delegates a seat", async () => {
    const { interface: abi } = await ethers.getContractFactory("Seats");
    const writes: string[] = [];
    abi.forEachFunction(({ name, constant }) => void (constant || writes.push(name)));

    expect(writes).to.have.members(["admit", "expel", "changeWeight"]);
  });
});

describe("Seats: admit", () => {
  it("gives a seat with a weight, and says so in an event", async () => {
    const { seats } = await deploySeats();
    const member = someone();

    await expect(seats.admit(member, 5)).to.emit(seats, "SeatChanged").withArgs(member, 3, 0, 5);
    expect(await seats["numberOf(address)"](member)).to.equal(3);
    expect(await seats.getVotes(member)).to.equal(5);
  });

  it("refuses the zero address, and a seat without weight", async () => {
    const { seats } = await deploySeats();
    const member = someone();

    await expect(seats.admit(ZeroAddress, 1))
      .to.be.revertedWithCustomError(seats, "SeatsInvalidSeat")
      .withArgs(ZeroAddress, 1);
    await expect(seats.admit(member, 0)).to.be.revertedWithCustomError(seats, "SeatsInvalidSeat").withArgs(member, 0);
  });

  it("refuses a second seat", async () => {
    const { seats, one } = await deploySeats();

    await expect(seats.admit(one, 1)).to.be.revertedWithCustomError(seats, "SeatsAlreadySeated").withArgs(one);
  });

  it("refuses no members at all, and one twice, from the beginning", async () => {
    const { seats, one } = await deploySeats();
    const member = { member: one, weight: 1 };

    await expect(ethers.deployContract("Seats", [[]])).to.be.revertedWithCustomError(seats, "SeatsInvalidSeat");
    await expect(ethers.deployContract("Seats", [[member, member]])).to.be.revertedWithCustomError(
      seats,
      "SeatsAlreadySeated",
    );
  });

  it("refuses 129 members from the beginning", async () => {
    const members = Array.from({ length: 129 }, () => ({ member: someone(), weight: 1 }));
    const seats = await ethers.deployContract("Seats", [members.slice(1)]);

    expect(await seats["numberOf(address)"](members.at(-1)?.member ?? "")).to.equal(128);
    await expect(ethers.deployContract("Seats", [members]))
      .to.be.revertedWithCustomError(seats, "SeatsFull")
      .withArgs(128);
  });

  it("refuses the 129th member, and gives a free number again", async () => {
    const { seats, one } = await deploySeats();
    for (let taken = 2; taken < 128; taken += 1) await seats.admit(someone(), 1);

    await expect(seats.admit(someone(), 1)).to.be.revertedWithCustomError(seats, "SeatsFull").withArgs(128);
    await seats.expel(one);
    const member = someone();
    await seats.admit(member, 1);
    expect(await seats["numberOf(address)"](member)).to.equal(1);
  });
});

describe("Seats: expel and changeWeight", () => {
  it("take a seat, and say so in an event", async () => {
    const { seats, two } = await deploySeats();

    await expect(seats.expel(two)).to.emit(seats, "SeatChanged").withArgs(two, 2, 3, 0);
    expect(await seats["numberOf(address)"](two)).to.equal(0);
    expect(await seats.getVotes(two)).to.equal(0);
  });

  it("refuse the last seat", async () => {
    const { seats, one, two } = await deploySeats();
    await seats.expel(one);

    await expect(seats.expel(two)).to.be.revertedWithCustomError(seats, "SeatsLastSeat").withArgs(two);
  });

  it("refuse an account that has no seat, or has none any more", async () => {
    const { seats, two } = await deploySeats();
    const stranger = someone();
    await seats.expel(two);

    for (const account of [stranger, two]) {
      await expect(seats.expel(account)).to.be.revertedWithCustomError(seats, "SeatsNotSeated").withArgs(account);
      await expect(seats.changeWeight(account, 2)).to.be.revertedWithCustomError(seats, "SeatsNotSeated");
    }
  });

  it("change a weight, and say so in an event", async () => {
    const { seats, two } = await deploySeats();

    await expect(seats.changeWeight(two, 7)).to.emit(seats, "SeatChanged").withArgs(two, 2, 3, 7);
    expect(await seats.getVotes(two)).to.equal(7);
  });

  it("refuse no weight, and the same weight", async () => {
    const { seats, two } = await deploySeats();

    await expect(seats.changeWeight(two, 0)).to.be.revertedWithCustomError(seats, "SeatsInvalidSeat").withArgs(two, 0);
    await expect(seats.changeWeight(two, 3))
      .to.be.revertedWithCustomError(seats, "SeatsWeightUnchanged")
      .withArgs(two, 3);
  });
});

describe("Seats: the past", () => {
  it("stays what it was, by accounts and in all", async () => {
    const { seats, one, two } = await deploySeats();
    const before = await time.latest();
    await time.increase(10);
    await seats.changeWeight(two, 1);
    const between = await time.latest();
    await time.increase(10);
    await seats.expel(one);
    await time.increase(10);

    const past = async (at: number): Promise<bigint[]> => [
      await seats.getPastVotes(one, at),
      await seats.getPastVotes(two, at),
      await seats.getPastTotalSupply(at),
    ];
    expect(await past(before)).to.deep.equal([1n, 3n, 4n]);
    expect(await past(between)).to.deep.equal([1n, 1n, 2n]);
    expect(await past((await time.latest()) - 1)).to.deep.equal([0n, 1n, 1n]);
    expect(await seats.getPastVotes(one, before - 1_000)).to.equal(0n);
  });

  it("tells an account's weight also where it sits on another number by now", async () => {
    const { seats, one, two } = await deploySeats();
    const before = await time.latest();
    await seats.expel(two);
    await seats.admit(someone(), 9);
    await seats.admit(two, 5);
    await time.increase(1);

    expect(await seats["numberOf(address)"](two)).to.equal(3);
    expect(await seats.getPastVotes(two, before)).to.equal(3n);
    expect(await seats["numberOf(address,uint256)"](two, before)).to.equal(0n);
    expect(await seats["numberOf(address,uint256)"](one, before)).to.equal(1n);
  });

  it("is that of now for a time that no clock reaches", async () => {
    const { seats, one, two } = await deploySeats();

    const members = (await seats.seatsAt(2n ** 60n)).map(({ member, weight }) => [member, weight]);
    expect(members).to.deep.equal([
      [one, 1n],
      [two, 3n],
    ]);
  });

  it("is not told of what has not passed yet", async () => {
    const { seats, one } = await deploySeats();
    const now = await seats.clock();

    await expect(seats.getPastVotes(one, now))
      .to.be.revertedWithCustomError(seats, "SeatsFutureLookup")
      .withArgs(now, now);
    await expect(seats.getPastTotalSupply(now + 1n))
      .to.be.revertedWithCustomError(seats, "SeatsFutureLookup")
      .withArgs(now + 1n, now);
  });

  it("is every seat by its number, free ones too", async () => {
    const { seats, one, two } = await deploySeats();
    await seats.expel(one);

    const all = (await seats.seatsAt(await seats.clock())).map(({ member, weight }) => [member, weight]);
    expect(all).to.deep.equal([
      [ZeroAddress, 0n],
      [two, 3n],
    ]);
  });
});
