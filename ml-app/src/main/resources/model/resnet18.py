# ResNet18, whole: from the pixels of decoded photos to ranked classes. (K. He et al., "Deep Residual Learning for
# Image Recognition", 2015, as torchvision builds it.)
#
# This is TorchScript in the form that libtorch's loader reads. Java puts it into an archive together with the
# weights (TorchScriptArchive) and calls its methods by name (Network): `pack` once, then the others.
#
# Batch norms are folded into the convolutions before they come here (FoldedResNet18). What is left is twenty
# convolutions and one linear layer, each with a bias, in torchvision's order: the stem; for every block its two
# convolutions and, where the block changes the shape, its shortcut's; the classifier. Widths and the number of
# classes are whatever the weights have.
class ResNet18(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  dtype : int
  weights : List[Tensor]
  biases : List[Tensor]
  # Of int8: what one step of each layer's output stands for, given; and what `pack` makes.
  steps : List[float]
  weight_steps : List[Tensor]
  sources : List[int]
  shortcuts : List[int]
  # Of the observed operators.
  histograms : List[Tensor]


  # One photo, uint8 [height, width, 3], RGB, to the network's input, uint8 [1, 3, 224, 224]. The short side becomes
  # 256 by antialiased bilinear interpolation, then the centre is cut out: torchvision's Resize(256) and
  # CenterCrop(224), whose roundings these are. The long side rounds down; the crop's corner rounds half to even.
  def prepare(self, pixels: Tensor) -> Tensor:
    height = pixels.size(0)
    width = pixels.size(1)
    if height <= width:
      new_height, new_width = 256, 256 * width // height
    else:
      new_height, new_width = 256 * height // width, 256
    image = pixels.permute([2, 0, 1]).unsqueeze(0)
    if height != new_height or width != new_width:
      image = torch._upsample_bilinear2d_aa(image, [new_height, new_width], False, None)
    top = int(round((new_height - 224) / 2))
    left = int(round((new_width - 224) / 2))
    return image.narrow(2, top, 224).narrow(3, left, 224).contiguous(memory_format=2)  # channels last

  # {operators}: pack, enter, convolve, convolve_relu, convolve_add_relu, pool, leave; see operators-plain.py first.

  # Prepared photos, each uint8 [1, 3, 224, 224], to their logits, float32 [photos, classes].
  def logits(self, images: List[Tensor]) -> Tensor:
    x = self.pool(self.convolve_relu(self.enter(images), 0, 7, 2))
    layer = 1
    for stage in range(4):
      for block in range(2):
        changes_shape = stage > 0 and block == 0
        stride = 2 if changes_shape else 1
        y = self.convolve_relu(x, layer, 3, stride)
        shortcut = x
        if changes_shape:
          shortcut = self.convolve(x, layer + 2, 1, stride)
        x = self.convolve_add_relu(y, shortcut, layer + 1)
        layer = layer + (3 if changes_shape else 2)
    # The linear layer is a thousandth of the work, and float32 whatever the rest is.
    return torch.linear(self.leave(x), self.weights[layer], self.biases[layer])

  # Prepared photos to the `top` most probable classes of each, best first: their probabilities, float32
  # [photos, top], and their numbers, int64 [photos, top].
  def classify(self, images: List[Tensor], top: int) -> Tuple[Tensor, Tensor]:
    probabilities, classes = torch.topk(torch.softmax(self.logits(images), 1), top)
    return probabilities, classes
