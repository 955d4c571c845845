// The issue. `guid` is the content's id in the editors' system, and what events are joined by.

export const articles = [
  {
    id: 'slack-water',
    guid: '440be34f-d08a-4a7e-b019-55448d065d28',
    category: 'Water',
    picture: 'moon',
    shows: 'A full moon over still water, and a small boat',
    title: 'Twenty minutes of nothing',
    standfirst:
      'Between the flood and the ebb the river stops. The harbour master sets his watch by it; nobody else is so sure.',
    minutes: 4,
    text: [
      'It does not happen at the hour the table says. The table is for the mouth of the river, and we are eleven miles up, where the water has had to think about it. First the moored boats, which have all been pointing at the sea, lose interest. Then a leaf that was on its way to Norway comes back past the steps.',
      '“You get twenty minutes,” says Aled, who has been harbour master since there was a harbour worth the name. “Springs, less. Neaps, you could have your lunch.” He uses them to walk along the quay and touch each line with his boot, the way a doctor taps a knee.',
      'Old charts mark the place with a small arrow that has a feather on both ends. Ask what it means and you hear that the stream here is weak and variable, that it should not be relied on, that local knowledge is needed. It is the most honest thing on the sheet.',
      'And then, without a sound, one boat swings. The rest follow like sheep through a gate. Aled looks at his watch, though he knew.',
    ],
  },
  {
    id: 'broth',
    guid: '7d1f0a52-9f0e-4a54-8d0f-6c3f6f2c1b90',
    category: 'Kitchen',
    picture: 'broth',
    shows: 'A bowl of broth with egg and seaweed, steam rising',
    title: 'A broth for wet coats',
    standfirst:
      'Dulse, two eggs and whatever the fish left behind. It takes as long as the kettle and the conversation.',
    minutes: 3,
    text: [
      'Put the heads and bones of two whiting in cold water with an onion you have not bothered to peel: the skin makes it gold. Bring it slowly to where it trembles. Do not let it boil, and do not leave it alone longer than twenty-five minutes, after which it tastes of glue.',
      'Meanwhile lay a handful of dried dulse in a bowl of water. It goes from leather to silk in five minutes. Keep the water, it is half of the salt you need.',
      'Strain the pot. Back on the stove, add the dulse, a spoon of miso if you have it, vinegar if you do not. Crack in two eggs, put the lid on, count to a hundred and eighty.',
      'Eat it standing by the door while the coats drip. Serves two, or one who has been out on the mud since six.',
    ],
  },
  {
    id: 'net',
    guid: 'b5a0c9d4-2b0e-4c0c-9a3e-3d8d2d6f7a11',
    category: 'Hands',
    picture: 'net',
    shows: 'A net hung up to be mended, with its floats and a needle',
    title: 'The knot that holds the sea',
    standfirst:
      'Margit has mended nets for fifty years with the same needle. It is the fourth handle and the third blade.',
    minutes: 5,
    text: [
      'A net is mostly holes, Margit says, and the skill is in knowing which of them are meant. She hangs it from the beam of the loft and walks along it with a hand out, as if it were a horse.',
      'The tear goes from one float to the next. Before anything is tied, everything is cut: back to sound twine, and to a mesh with three legs, where the mending begins, and one with three legs where it will end. Get those two right and the middle is only patience.',
      'The needle is plum wood. Through the mesh from below, round the thumb, across, and pull until it creaks. A sheet bend, six thousand years old; there is one in a bog in Finland with the bark still on.',
      'She talks the whole time, and she counts the whole time. When the last leg closes she lets the net drop and it falls straight. There is no seam. “Now go and lose it on something,” she says.',
    ],
  },
  {
    id: 'fog',
    guid: '0c5a4b1e-6f3d-4b8e-8a77-1f0b2e9c4d63',
    category: 'Water',
    picture: 'fog',
    shows: 'A lighthouse in fog, its lamp lit',
    title: 'What the fog signal said',
    standfirst:
      'It was switched off in the spring, by a man in an office who had never been kept awake by it.',
    minutes: 4,
    text: [
      'Two long and a short, every ninety seconds, for as long as you could not see the point from the point. Children here learnt to stop talking for it, and to go on with the same word.',
      'The letter said that modern vessels carry receivers. They do. So did the one that is on the Scar now, with gulls in the wheelhouse.',
      'The last keeper’s daughter has the logbook. Under Remarks it says Thick, and Thick, and Thick; and once, in 1962, Clear, with the whole coast listed by name, as if somebody had given it back to him.',
      'In October a few of us rowed out and blew it by mouth, through a length of drain. It was not the right note. From the quay somebody answered, on what we think was a tuba.',
    ],
  },
  {
    id: 'oysters',
    guid: 'e2f1d7aa-13c5-4f6c-b1f4-9b6a5d0e8c72',
    category: 'Kitchen',
    picture: 'oysters',
    shows: 'Six oysters and half a lemon on a white plate',
    title: 'Oysters, and how to be left alone with them',
    standfirst:
      'A short knife, a thick cloth, and no audience. Everything else that is said about them is decoration.',
    minutes: 3,
    text: [
      'Cup side down, hinge towards you, the cloth folded round so that the hand that holds it is not the hand you will miss. The tip goes in where the two shells argue. Do not push: lean, and turn, as with a door that sticks.',
      'There is a sigh, and it gives. Run the knife along the roof to cut the muscle, lift the lid off, and smell it. It ought to smell of the first breath outside on a cold day. If it smells of anything else, give it back.',
      'Lemon if you must. Not because it is wrong but because the second one never needs it.',
      'Six is right. With four you are still being polite.',
    ],
  },
  {
    id: 'rowing',
    guid: '91a6e0f3-5d2b-49c7-8f10-7b4c3a2d1e58',
    category: 'Hands',
    picture: 'rowing',
    shows: 'Somebody rowing a small boat as the sun comes up',
    title: 'Facing the wrong way, on purpose',
    standfirst:
      'To row is to watch where you have been and to trust the rest. Some mornings that is exactly enough.',
    minutes: 6,
    text: [
      'You line up two things behind you. A chimney and a tree, or the corner of the boat shed and the one white house: as long as they stay on top of each other you are going straight, to a place you cannot see.',
      'The boat is fourteen feet of larch and was built for a man with longer arms. You learn to reach. In, and it is not the arms at all, it is the feet against the stretcher; out, and the drips from the blade draw a row of dots on the water, closer together as you tire.',
      'Nobody talks on the river before seven. You raise a hand from the oar to those who raise one to you, which stops the boat on that side, so that every greeting is also a small curtsy.',
      'Then the bow touches, always sooner than you thought, and you turn round and there it is: the place you were going to.',
    ],
  },
]
